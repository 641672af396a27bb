with statements as (select * from {{ ref("int_statements") }}),

base_units as (select * from {{ ref("base_units") }}),

unit_roles as (select * from {{ ref("unit_roles") }}),

-- Things that money is given to or put into one by one.
counts as (
    select *
    from statements
    where
        measure = 'level'
        and base_unit = '1'
        and bound = 'exact'
        and value_base >= 2
        and precision_base = 1
        and unit_text in (
            select unit_roles.unit
            from unit_roles
            where unit_roles.role = 'recipient'
        )
),

amounts as (
    select *
    from statements
    where
        measure = 'level'
        and base_unit in (
            select base_units.base_unit
            from base_units
            where base_units.dimension = 'money'
        )
        and bound = 'exact'
        and value_base > 0
),

-- One clause long: the count next to the amount before it or behind it, of the same thing.
pairs as (
    select
        amounts.*,
        counts.claim_id as count_claim_id,
        counts.printed as count_printed,
        counts.indicator_zh as count_indicator_zh,
        counts.indicator_en as count_indicator_en,
        counts.value_base as count_value,
        greatest(counts.span_start - amounts.span_end, amounts.span_start - counts.span_end) as distance
    from amounts
    inner join counts
        on
            amounts.article_id = counts.article_id
            and amounts.sentence_start = counts.sentence_start
            and amounts.region_id = counts.region_id
            and amounts.subject = counts.subject
            and amounts.status = counts.status
            and amounts.starts_on = counts.starts_on
            and amounts.ends_on = counts.ends_on
    where
        greatest(counts.span_start - amounts.span_end, amounts.span_start - counts.span_end) <= {{ var("rate_reach") }}
        -- Of the same thing: by its name (青年基金项目数, 青年基金项目金额), or projects among projects (招商引资项目).
        and (
            left(amounts.indicator_zh, 4) = left(counts.indicator_zh, 4)
            or (ends_with(amounts.subject, '项目') and ends_with(counts.indicator_zh, '项目数'))
        )
),

nearest as (
    select *
    from pairs
    qualify
        row_number() over (partition by claim_id order by distance, count_claim_id) = 1
        and row_number() over (partition by count_claim_id order by distance, claim_id) = 1
),

-- 732万元 for 183项 is exactly 4万元: a whole number in the unit that is printed supports that they belong together.
computed as (
    select
        *,
        low / count_value as each_low,
        high / count_value as each_high,
        value_base % (count_value * precision_base) = 0 as is_whole,
        case when is_whole then value_base / count_value end as each_exactly
    from nearest
)

select
    {{ check_key("'rate'", "'amount_by_count'") }},
    ['amount', 'count'] as roles,
    [claim_id, count_claim_id] as claim_ids,
    concat({{ about_zh() }}, '为', printed, '，', count_indicator_zh, '为', count_printed) as detail_zh,
    concat({{ about_en() }}, ': ', printed, '; ', count_indicator_en, ': ', count_printed) as detail_en,
    {{ check_outcome(
        expected=("if(is_whole, each_exactly, each_low)", "if(is_whole, each_exactly, each_high)"),
        found=("each_exactly", "each_exactly"),
        implied_zh="'平均每' || regexp_extract(count_printed, '[^0-9０-９,，.]$')", implied_en="'the mean of each'",
        is_implied="not is_whole"
    ) }}
from computed
