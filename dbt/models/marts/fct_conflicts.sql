{%- set key = "region_id, indicator_id, subject, measure, base_unit, period, comparator, noun, status_group" -%}
{#- Words by which one claim may be of another scope, price basis or accumulation than the other. -#}
{%- set scope_words = "规模以上|规上|限额以上|限上|市区|市辖区|城区|中心城区|主城|全口径|大口径|本级|全社会|园区|开发区|示范区" -%}
{%- set price_words = "现价|可比价|不变价|名义|实际增长|扣除价格" -%}
{%- set accumulation_words = "累计|当月|单月|当季|单季" -%}

with claims as (select * from {{ ref("int_published_claims") }}),

rulings as (select * from {{ ref("stg_rulings") }}),

codelists as (select * from {{ ref("codelists") }}),

causes as (
    select *
    from codelists
    where codelist = 'conflict_cause'
),

-- An estimate and a result speak of the same thing; a target, a plan and a capacity only of their own kind.
keyed as (
    select
        *,
        {{ comparator() }} as comparator,
        {{ counted_noun() }} as noun,
        if(status in ('actual', 'preliminary'), 'result', status) as status_group
    from claims
    where region_id is not null and indicator_id is not null and period != ''
),

-- Two exact figures whose intervals only touch (7.3% and 7.4%) have no value in common either.
disagreeing as (
    select {{ key }}
    from keyed
    group by {{ key }}
    having
        max(lower_base) > min(upper_base)
        or max(lower_base) filter (where bound = 'exact') >= min(upper_base) filter (where bound = 'exact')
),

members as (
    select
        keyed.*,
        array_to_string(list_sort(list_distinct(regexp_extract_all(keyed.quote, '{{ scope_words }}'))), ' ') as scope,
        array_to_string(list_sort(list_distinct(regexp_extract_all(keyed.quote, '{{ price_words }}'))), ' ') as prices,
        array_to_string(list_sort(list_distinct(regexp_extract_all(keyed.quote, '{{ accumulation_words }}'))), ' ')
            as accumulation,
        rtrim(rtrim(cast(keyed.value_base as varchar), '0'), '.') as value_text
    from keyed
    inner join disagreeing
        on
            keyed.region_id = disagreeing.region_id
            and keyed.indicator_id = disagreeing.indicator_id
            and keyed.subject = disagreeing.subject
            and keyed.measure = disagreeing.measure
            and keyed.base_unit = disagreeing.base_unit
            and keyed.period = disagreeing.period
            and keyed.comparator = disagreeing.comparator
            and keyed.noun = disagreeing.noun
            and keyed.status_group = disagreeing.status_group
),

statuses as (
    select
        code,
        name_zh,
        name_en
    from codelists
    where codelist = 'status'
),

named as (
    select
        members.*,
        coalesce(statuses.name_zh, members.status) as status_zh,
        coalesce(statuses.name_en, members.status) as status_en
    from members
    left join statuses on members.status = statuses.code
),

grouped as (
    select
        {{ key }},
        any_value(region_name order by claim_id) as region_name,
        any_value(indicator_zh order by claim_id) as indicator_zh,
        any_value(indicator_en order by claim_id) as indicator_en,
        list(claim_id order by published_on, span_start, claim_id) as claim_ids,
        array_to_string(list_sort(list_distinct(list(value_text))), ' ') as guard,
        string_agg(
            concat(figure_text, '（', status_zh, '，', published_on, '）'), '、' order by published_on, span_start, claim_id
        ) as figures_zh,
        string_agg(
            concat(figure_text, ' (', status_en, ', ', published_on, ')'), ', '
            order by published_on, span_start, claim_id
        ) as figures_en,
        min(value_base) as lowest_value_base,
        max(value_base) as highest_value_base,
        max(lower_base) as highest_lower,
        min(upper_base) as lowest_upper,
        max(lower_base) filter (where status = 'actual') as highest_actual_lower,
        min(upper_base) filter (where status = 'actual') as lowest_actual_upper,
        max(lower_base) filter (where status = 'preliminary') as highest_preliminary_lower,
        min(upper_base) filter (where status = 'preliminary') as lowest_preliminary_upper,
        count(distinct status) > 1 as has_both_statuses,
        count(distinct scope) > 1 as has_scopes,
        count(distinct prices) > 1 as has_prices,
        count(distinct accumulation) > 1 as has_accumulations,
        bool_or(origin = 'reader') as has_reading,
        cast(count(*) as integer) as claim_count,
        cast(count(distinct story_id) as integer) as source_count,
        min(published_on) as first_published_on,
        max(published_on) as last_published_on
    from named
    group by {{ key }}
),

proposed as (
    select
        *,
        substring(
            sha256(
                concat_ws(
                    chr(31),
                    {{ key }}
                )
            ),
            1, 16
        ) as conflict_id,
        case
            when
                lowest_value_base > 0
                and (
                    abs(cast(highest_value_base as double) / cast(lowest_value_base as double) / 10 - 1) < 0.005
                    or abs(cast(highest_value_base as double) / cast(lowest_value_base as double) / 1000 - 1) < 0.005
                    or abs(cast(highest_value_base as double) / cast(lowest_value_base as double) / 10000 - 1) < 0.005
                )
                then 'unit_slip'
            when
                has_both_statuses
                and not coalesce(highest_actual_lower > lowest_actual_upper, false)
                and not coalesce(highest_preliminary_lower > lowest_preliminary_upper, false)
                then 'preliminary_vs_actual'
            when has_prices then 'prices'
            when has_accumulations then 'cumulative_vs_period'
            when has_scopes then 'scope'
            when source_count = 1 and has_reading then 'misreading'
            when first_published_on < last_published_on then 'revision'
            else 'unexplained'
        end as proposed_cause
    from grouped
),

-- A ruling on the conflict itself, else one on any of its claims; the later one counts.
ruled_claims as (
    select
        conflict_id,
        unnest(claim_ids) as claim_id
    from proposed
),

ruled as (
    select
        proposed.conflict_id,
        rulings.ruling,
        rulings.reason,
        rulings.ruled_by,
        rulings.ruled_on,
        1 as preference
    from proposed
    inner join rulings on proposed.conflict_id = rulings.conflict_id
    union all
    select
        ruled_claims.conflict_id,
        rulings.ruling,
        rulings.reason,
        rulings.ruled_by,
        rulings.ruled_on,
        2 as preference
    from ruled_claims
    inner join rulings on ruled_claims.claim_id = rulings.claim_id
),

chosen_rulings as (
    select distinct on (conflict_id) *
    from ruled
    order by conflict_id asc, preference asc, ruled_on desc, ruling asc
)

select
    proposed.conflict_id,
    proposed.region_id,
    proposed.indicator_id,
    proposed.region_name,
    proposed.indicator_zh,
    proposed.subject,
    proposed.measure,
    proposed.period,
    proposed.base_unit,
    proposed.comparator as compared_with,
    proposed.status_group,
    coalesce(chosen_rulings.ruling, proposed.proposed_cause) as cause,
    if(chosen_rulings.ruling is null, 'rule', 'ruling') as cause_basis,
    coalesce(chosen_rulings.reason, '') as ruling_reason,
    coalesce(chosen_rulings.ruled_by, '') as ruled_by,
    proposed.claim_ids,
    proposed.guard,
    concat(
        proposed.period, ' ', proposed.region_name, proposed.subject, proposed.indicator_zh, '有不同数值：',
        proposed.figures_zh, '；原因：', causes.name_zh, '。'
    ) as statement_zh,
    concat(
        proposed.indicator_en, ' of ', proposed.region_name,
        if(proposed.subject != '', ' (' || proposed.subject || ')', ''), ', ', proposed.period, ', is stated as ',
        proposed.figures_en, '; cause: ', causes.name_en, '.'
    ) as statement_en,
    proposed.lowest_value_base,
    proposed.highest_value_base,
    proposed.claim_count,
    proposed.source_count,
    proposed.first_published_on,
    proposed.last_published_on,
    chosen_rulings.ruled_on
from proposed
left join chosen_rulings on proposed.conflict_id = chosen_rulings.conflict_id
left join causes on coalesce(chosen_rulings.ruling, proposed.proposed_cause) = causes.code
order by proposed.conflict_id
