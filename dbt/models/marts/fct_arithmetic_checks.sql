with indicators as (select * from {{ ref("dim_indicators") }}),

regions as (select * from {{ ref("dim_regions") }}),

codelists as (select * from {{ ref("codelists") }}),

base_units as (select * from {{ ref("base_units") }}),

articles as (select * from {{ ref("dim_articles") }}),

claims as (select * from {{ ref("fct_claims") }}),

checks as (
    {%- set models = [
        "sum", "share", "ratio", "growth", "growth_by_shares", "difference", "rate", "order", "streak", "restated",
    ] %}
    {%- for model in models %}
    select
        kind,
        rule,
        story_id,
        region_id,
        indicator_id,
        subject,
        period,
        base_unit,
        implied_indicator_id,
        roles,
        claim_ids,
        detail_zh,
        detail_en,
        implied_zh,
        implied_en,
        expected_low,
        expected_high,
        found_low,
        found_high,
        is_implied,
        is_soft,
        {{ "is_touching" if model == "restated" else "false as is_touching" }}
    from {{ ref("int_checks_" ~ model) }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
),

-- 814, not 814 counts; some units have no plural in English.
units as (
    select
        base_units.base_unit,
        if(base_units.dimension = 'count', '', codelists.name_zh) as name_zh,
        coalesce(' ' || base_units.plural_en, '') as name_en
    from base_units
    inner join codelists on base_units.base_unit = codelists.code and codelists.codelist = 'base_unit'
),

-- Two intervals meet where neither begins above the end of the other. Doubles of the same number can differ in the last
-- of their sixteen digits.
measured as (
    select
        checks.*,
        substring(sha256(concat_ws(chr(31), checks.kind, checks.rule, array_to_string(checks.claim_ids, ' '))), 1, 16)
            as check_id,
        case
            when checks.is_implied then 0
            else
                greatest(
                    coalesce(checks.found_low - checks.expected_high, 0),
                    coalesce(checks.expected_low - checks.found_high, 0),
                    0
                )
        end as gap,
        1e-9 * greatest(
            abs(coalesce(checks.expected_low, 0)),
            abs(coalesce(checks.expected_high, 0)),
            abs(coalesce(checks.found_low, 0)),
            abs(coalesce(checks.found_high, 0))
        ) as noise
    from checks
),

members as (
    select distinct
        check_id,
        unnest(claim_ids) as claim_id
    from measured
),

reviewed as (
    select
        members.check_id,
        bool_and(claims.origin = 'curated') as is_reviewed
    from members
    inner join claims on members.claim_id = claims.claim_id
    group by members.check_id
),

judged as (
    select
        measured.*,
        reviewed.is_reviewed,
        case
            when
                measured.is_implied
                and (
                    measured.expected_high < indicators.plausible_min
                    or measured.expected_low > indicators.plausible_max
                )
                then 'suspect'
            when measured.is_implied then 'implied'
            when measured.gap <= measured.noise and not measured.is_touching then 'holds'
            when measured.is_soft then 'suspect'
            -- The press errs by digits. What is further off, and no person has looked at, was rather misread.
            when
                not reviewed.is_reviewed
                and measured.gap > case
                    when measured.base_unit = 'percent' then {{ var("misread_gap_pp") }}
                    else {{ var("misread_gap_share") }} * measured.noise / 1e-9
                end
                then 'suspect'
            else 'conflict'
        end as verdict
    from measured
    left join reviewed on measured.check_id = reviewed.check_id
    left join indicators on measured.implied_indicator_id = indicators.indicator_id
    -- An interval without any end says nothing.
    where measured.kind = 'restated' or measured.expected_low is not null or measured.expected_high is not null
),

-- The same check can be made from two of its claims.
united as (
    select distinct on (judged.check_id)
        judged.*,
        units.name_zh as unit_zh,
        units.name_en as unit_en
    from judged
    left join units on judged.base_unit = units.base_unit
    order by judged.check_id, judged.detail_zh
),

worded as (
    select
        *,
        case
            when expected_low is null and expected_high is null then ''
            when expected_low is null then '不超过' || {{ number_zh("expected_high") }} || unit_zh
            when expected_high is null then '不低于' || {{ number_zh("expected_low") }} || unit_zh
            when expected_high - expected_low > 0.05 * abs(expected_high)
                then
                    '在' || {{ number_zh("expected_low") }} || if(base_unit = 'percent', '%', '') || '至'
                    || {{ number_zh("expected_high") }} || unit_zh || '之间'
            else '约' || {{ number_zh("(expected_low + expected_high) / 2") }} || unit_zh
        end as expected_zh,
        case
            when expected_low is null and expected_high is null then ''
            when expected_low is null then 'at most ' || {{ number_en("expected_high") }} || unit_en
            when expected_high is null then 'at least ' || {{ number_en("expected_low") }} || unit_en
            when expected_high - expected_low > 0.05 * abs(expected_high)
                then
                    'between ' || {{ number_en("expected_low") }} || ' and ' || {{ number_en("expected_high") }}
                    || unit_en
            else 'about ' || {{ number_en("(expected_low + expected_high) / 2") }} || unit_en
        end as expected_en,
        -- Two that only touch are not apart by any number.
        case
            when gap <= noise then ''
            else '，相差' || {{ number_zh("gap") }} || if(base_unit = 'percent', '个百分点', unit_zh)
        end as apart_zh,
        case
            when gap <= noise then ''
            else ': ' || {{ number_en("gap") }} || if(base_unit = 'percent', ' percentage points', unit_en) || ' apart'
        end as apart_en
    from united
)

select
    worded.check_id,
    articles.article_id,
    worded.region_id,
    worded.indicator_id,
    regions.name as region_name,
    indicators.name_zh as indicator_zh,
    worded.kind,
    worded.rule,
    worded.verdict,
    worded.subject,
    worded.period,
    worded.base_unit,
    worded.claim_ids,
    worded.roles,
    worded.detail_zh
    || case
        when worded.kind in ('order', 'restated') then ''
        when worded.is_implied then '，由此推出' || worded.implied_zh || worded.expected_zh
        else '；推算' || coalesce(worded.implied_zh, '') || worded.expected_zh
    end
    || case
        when worded.verdict = 'holds' then '，相符。'
        when worded.verdict = 'conflict' then '，不能同时成立' || worded.apart_zh || '。'
        when worded.verdict = 'implied' then '。'
        when worded.is_implied then '，超出合理范围，存疑。'
        else '，存疑' || worded.apart_zh || '。'
    end as statement_zh,
    worded.detail_en
    || case
        when worded.kind in ('order', 'restated') then ''
        when worded.is_implied then '; from this ' || worded.implied_en || ' is ' || worded.expected_en
        else '; computed: ' || coalesce(worded.implied_en || ' is ', '') || worded.expected_en
    end
    || case
        when worded.verdict = 'holds' then '. They agree.'
        when worded.verdict = 'conflict' then '. They cannot all be true' || worded.apart_en || '.'
        when worded.verdict = 'implied' then '.'
        when worded.is_implied then ', which is out of plausible bounds.'
        else '. Doubtful' || worded.apart_en || '.'
    end as statement_en,
    {%- for column in ["expected_low", "expected_high", "found_low", "found_high", "gap"] %}
    try_cast(round(worded.{{ column }}, 6) as decimal(38, 6)) as {{ column }},
    {%- endfor %}
    worded.is_reviewed,
    articles.published_on
from worded
left join articles on worded.story_id = articles.article_id
left join regions on worded.region_id = regions.region_id
left join indicators on worded.indicator_id = indicators.indicator_id
order by worded.region_id, worded.indicator_id, worded.period, worded.check_id
