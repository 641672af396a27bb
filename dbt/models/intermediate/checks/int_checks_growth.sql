{%- set on_comparable_scope = "case when is_soft then ' (in constant prices or on comparable scope)' end" -%}
with statements as (select * from {{ ref("int_statements") }}),

lookups as (select * from {{ ref("int_lookups") }}),

currencies as (select * from {{ ref("int_currencies") }}),

indicators as (select * from {{ ref("dim_indicators") }}),

growth_bases as (select * from {{ ref("indicator_growth_bases") }}),

asker as (
    select
        statements.*,
        statements.low as printed_low,
        statements.high as printed_high,
        1 + statements.low / 100 as factor_low,
        1 + statements.high / 100 as factor_high,
        coalesce(currencies.base_unit, indicators.base_unit) as level_base_unit,
        growth_bases.growth_basis is not null as is_soft
    from statements
    left join indicators on statements.indicator_id = indicators.indicator_id
    left join growth_bases on statements.indicator_id = growth_bases.indicator_id
    left join currencies
        on
            statements.story_id = currencies.story_id
            and statements.region_id = currencies.region_id
            and statements.indicator_id = currencies.indicator_id
            and statements.subject = currencies.subject
            and statements.starts_on = currencies.starts_on
            and statements.ends_on = currencies.ends_on
    where
        statements.measure = 'growth_yoy'
        and statements.base_unit = 'percent'
        and statements.starts_on > date '0001-01-01'
),

roles as (
    select
        asker.*,
        {{ looked_up("now") }},
        {{ looked_up("before") }}
    from asker
    {{ look_up("now", measure="'level'", base_unit="asker.level_base_unit") }}
    {{ look_up(
        "before", measure="'level'", base_unit="asker.level_base_unit", status="'outcome'",
        starts_on="asker.year_before_starts_on", ends_on="asker.year_before_ends_on"
    ) }}
),

-- Growth in constant prices or on comparable scope differs by some points from that of the levels as printed.
computed as (
    select
        *,
        case when is_soft then {{ var("growth_margin_pp") }} else 0 end as margin,
        ({{ quotient_low("now", "before") }} - 1) * 100 as by_levels_low,
        ({{ quotient_high("now", "before") }} - 1) * 100 as by_levels_high,
        {{ quotient_low("now", "factor") }} as before_by_growth_low,
        {{ quotient_high("now", "factor") }} as before_by_growth_high,
        {{ product_low("before", "factor") }} as now_by_growth_low,
        {{ product_high("before", "factor") }} as now_by_growth_high
    from roles
    where now_claim_id is not null or before_claim_id is not null
),

dated_levels as (
    select *
    from statements
    where
        measure = 'level'
        and base_unit not in ('percent', 'rank', 'year', 'times')
        and status in ('actual', 'preliminary')
        and starts_on > date '0001-01-01'
),

-- Two levels a year apart between which no growth is printed.
levels as (
    select
        asker.*,
        asker.low as now_low,
        asker.high as now_high,
        {{ looked_up("before") }},
        {{ looked_up("growth") }}
    from dated_levels as asker
    {{ look_up(
        "before", status="'outcome'", starts_on="asker.year_before_starts_on", ends_on="asker.year_before_ends_on"
    ) }}
    {{ look_up("growth", status="'outcome'", measure="'growth_yoy'", base_unit="'percent'") }}
),

consecutive as (
    select
        *,
        ({{ quotient_low("now", "before") }} - 1) * 100 as growth_by_levels_low,
        ({{ quotient_high("now", "before") }} - 1) * 100 as growth_by_levels_high
    from levels
    where before_claim_id is not null and growth_claim_id is null
)

select
    {{ check_key("'growth'", "'growth_of_levels'", base_unit="'percent'") }},
    ['now', 'before', 'growth'] as roles,
    [now_claim_id, before_claim_id, claim_id] as claim_ids,
    concat(
        {{ about_zh() }}, '为', now_printed, '，上年同期为', before_printed, '，文中增长', printed,
        case when is_soft then '（增速按不变价或可比口径计算）' end
    ) as detail_zh,
    concat(
        {{ about_en() }}, ': ', now_printed, ' after ', before_printed, ' a year before, printed as growth of ',
        printed, {{ on_comparable_scope }}
    ) as detail_en,
    {{ check_outcome(
        expected=("by_levels_low - margin", "by_levels_high + margin"), found=("printed_low", "printed_high"),
        is_soft="is_soft"
    ) }}
from computed
where now_claim_id is not null and before_claim_id is not null

union all

select
    {{ check_key("'growth'", "'level_before'", base_unit="level_base_unit", implied_indicator_id="indicator_id") }},
    ['now', 'growth'] as roles,
    [now_claim_id, claim_id] as claim_ids,
    concat({{ about_zh() }}, '为', now_printed, '，同比增长', printed) as detail_zh,
    concat({{ about_en() }}, ': ', now_printed, ', growth ', printed) as detail_en,
    {{ check_outcome(
        expected=("before_by_growth_low", "before_by_growth_high"),
        implied_zh="concat('上年同期', indicator_zh, case when is_soft then '（可比价或可比口径）' end)",
        implied_en="concat(indicator_en, ' a year before', " ~ on_comparable_scope ~ ")",
        is_soft="is_soft"
    ) }}
from computed
where before_claim_id is null

union all

select
    {{ check_key("'growth'", "'level_now'", base_unit="level_base_unit", implied_indicator_id="indicator_id") }},
    ['before', 'growth'] as roles,
    [before_claim_id, claim_id] as claim_ids,
    concat({{ about_zh() }}, '同比增长', printed, '，上年同期为', before_printed) as detail_zh,
    concat({{ about_en() }}, ': growth ', printed, ' after ', before_printed, ' a year before') as detail_en,
    {{ check_outcome(
        expected=("now_by_growth_low", "now_by_growth_high"),
        implied_zh="concat(period, ' ', indicator_zh, case when is_soft then '（可比价或可比口径）' end)",
        implied_en="concat(indicator_en, ' in ', period, " ~ on_comparable_scope ~ ")",
        is_soft="is_soft"
    ) }}
from computed
where now_claim_id is null

union all

select
    {{ check_key("'growth'", "'growth_between_levels'", base_unit="'percent'") }},
    ['now', 'before'] as roles,
    [claim_id, before_claim_id] as claim_ids,
    concat({{ about_zh() }}, '为', printed, '，上年同期为', before_printed) as detail_zh,
    concat({{ about_en() }}, ': ', printed, ' after ', before_printed, ' a year before') as detail_en,
    {{ check_outcome(
        expected=("growth_by_levels_low", "growth_by_levels_high"), implied_zh="'增长'", implied_en="'growth'"
    ) }}
from consecutive
