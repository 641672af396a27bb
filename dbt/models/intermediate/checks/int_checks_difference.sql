with statements as (select * from {{ ref("int_statements") }}),

lookups as (select * from {{ ref("int_lookups") }}),

comparators as (select * from {{ ref("int_comparators") }}),

-- What an article says again stands at each place at which it says it.
rates as (
    select
        * exclude (printed_at),
        unnest(printed_at) as stands_at
    from statements
    where base_unit = 'percent' and measure in ('level', 'growth_yoy', 'growth_avg', 'share', 'ratio')
),

ranks as (
    select
        * exclude (printed_at),
        unnest(printed_at) as stands_at
    from statements
    where measure = 'rank' and bound = 'exact'
),

levels as (
    select
        * exclude (printed_at),
        unnest(printed_at) as stands_at
    from statements
    where measure = 'level'
),

-- What a gap in points is a gap of: the last rate of the same thing that the article prints before it.
gaps as (
    select
        gaps.*,
        rates.claim_id as rate_claim_id,
        rates.printed as rate_printed,
        rates.measure as rate_measure,
        rates.base_unit as rate_base_unit,
        rates.comparator as rate_comparator,
        rates.low - gaps.high as other_low,
        rates.high - gaps.low as other_high
    from statements as gaps
    asof inner join rates
        on
            gaps.article_id = rates.article_id
            and gaps.region_id = rates.region_id
            and gaps.indicator_id = rates.indicator_id
            and gaps.subject = rates.subject
            and gaps.status = rates.status
            and gaps.starts_on = rates.starts_on
            and gaps.ends_on = rates.ends_on
            and gaps.span_start > rates.stands_at
    where gaps.measure = 'change_pp' and gaps.base_unit = 'pp' and gaps.compared_with != ''
),

-- 上升3位: the place before was three further down.
moves as (
    select
        moves.*,
        ranks.claim_id as rate_claim_id,
        ranks.printed as rate_printed,
        ranks.measure as rate_measure,
        ranks.base_unit as rate_base_unit,
        ranks.comparator as rate_comparator,
        ranks.value_base + moves.value_base as other_low,
        ranks.value_base + moves.value_base as other_high
    from statements as moves
    asof inner join ranks
        on
            moves.article_id = ranks.article_id
            and moves.region_id = ranks.region_id
            and moves.indicator_id = ranks.indicator_id
            and moves.subject = ranks.subject
            and moves.status = ranks.status
            and moves.ends_on = ranks.ends_on
            and moves.span_start > ranks.stands_at
    where moves.measure = 'change' and moves.base_unit = 'rank' and moves.bound = 'exact'
),

-- 比上年增加30家, 比上年末减少2万人.
changes as (
    select
        changes.*,
        levels.claim_id as rate_claim_id,
        levels.printed as rate_printed,
        levels.measure as rate_measure,
        levels.base_unit as rate_base_unit,
        levels.comparator as rate_comparator,
        levels.low - changes.high as other_low,
        levels.high - changes.low as other_high
    from statements as changes
    asof inner join levels
        on
            changes.article_id = levels.article_id
            and changes.region_id = levels.region_id
            and changes.indicator_id = levels.indicator_id
            and changes.subject = levels.subject
            and changes.status = levels.status
            and changes.base_unit = levels.base_unit
            and changes.starts_on = levels.starts_on
            and changes.ends_on = levels.ends_on
            and changes.span_start > levels.stands_at
    where changes.measure = 'change'
),

differences as (
    select * from gaps
    union all
    select * from moves
    union all
    select * from changes
),

asker as (
    select
        differences.*,
        coalesce(comparators.is_year_before, false) as is_year_before,
        case when comparators.whole_indicator_id is null then comparators.other_region_id end as other_region_id
    from differences
    left join comparators
        on differences.region_id = comparators.region_id and differences.compared_with = comparators.compared_with
),

roles as (
    select
        asker.*,
        {{ looked_up("before") }},
        {{ looked_up("elsewhere") }}
    from asker
    {{ look_up(
        "before", status="'outcome'", measure="asker.rate_measure", base_unit="asker.rate_base_unit",
        comparator="asker.rate_comparator", starts_on="asker.year_before_starts_on",
        ends_on="case when asker.is_year_before then asker.year_before_ends_on end"
    ) }}
    {{ look_up(
        "elsewhere", status="case when asker.status in ('actual', 'preliminary') then 'outcome' else asker.status end",
        measure="asker.rate_measure", base_unit="asker.rate_base_unit",
        comparator="asker.rate_comparator",
        region_id="case when asker.other_region_id != asker.region_id then asker.other_region_id end"
    ) }}
),

resolved as (
    select
        *,
        {{ first_found("stated", "before", "elsewhere") }}
    from roles
),

dated_rates as (
    select *
    from statements
    where base_unit = 'percent' and measure in ('share', 'ratio', 'level') and starts_on > date '0001-01-01'
),

-- Two rates of the same thing in consecutive years, without a gap in points printed between them.
consecutive as (
    select
        asker.*,
        {{ looked_up("before") }}
    from dated_rates as asker
    {{ look_up(
        "before", status="'outcome'", starts_on="asker.year_before_starts_on", ends_on="asker.year_before_ends_on",
        comparator="asker.comparator"
    ) }}
),

without_gap as (
    select consecutive.*
    from consecutive
    left join resolved
        on consecutive.claim_id = resolved.rate_claim_id and consecutive.before_claim_id = resolved.stated_claim_id
    where consecutive.before_claim_id is not null and resolved.claim_id is null
)

select
    {{ check_key(
        "'difference'",
        "case when measure = 'change_pp' then 'gap_in_points' "
        "when base_unit = 'rank' then 'places_moved' else 'absolute_change' end",
        base_unit="rate_base_unit"
    ) }},
    case
        when stated_claim_id is null then ['minuend', 'difference'] else ['minuend', 'subtrahend', 'difference']
    end as roles,
    case
        when stated_claim_id is null then [rate_claim_id, claim_id] else [rate_claim_id, stated_claim_id, claim_id]
    end as claim_ids,
    concat(
        {{ about_zh() }}, {{ measure_zh("rate_measure", "rate_comparator") }}, '为', rate_printed, '，与',
        coalesce(nullif(compared_with, ''), '此前'), '相差', printed,
        case when stated_claim_id is not null then '，后者文中为' || stated_printed end
    ) as detail_zh,
    concat(
        {{ about_en() }}, {{ measure_en("rate_measure", "rate_comparator") }}, ': ', rate_printed,
        ', which differs from ', coalesce(nullif(compared_with, ''), 'before'), ' by ', printed,
        case when stated_claim_id is not null then '; that is printed as ' || stated_printed end
    ) as detail_en,
    {{ check_outcome(
        expected=("other_low", "other_high"), found=("stated_low", "stated_high"),
        implied_zh="concat(coalesce(nullif(compared_with, ''), '此前'), '的数值')",
        implied_en="concat('the value of ', coalesce(nullif(compared_with, ''), 'before'))",
        is_implied="stated_claim_id is null"
    ) }}
from resolved

union all

select
    {{ check_key("'difference'", "'change_of_rate'", base_unit="'pp'") }},
    ['minuend', 'subtrahend'] as roles,
    [claim_id, before_claim_id] as claim_ids,
    concat(
        {{ about_zh() }}, {{ measure_zh() }}, '为', printed, '，上年同期为', before_printed
    ) as detail_zh,
    concat(
        {{ about_en() }}, {{ measure_en() }}, ': ', printed, ', a year before ', before_printed
    ) as detail_en,
    {{ check_outcome(
        expected=("low - before_high", "high - before_low"), implied_zh="'变动'", implied_en="'the change'"
    ) }}
from without_gap
