with claims as (select * from {{ ref("int_published_claims") }}),

regions as (select * from {{ ref("regions") }}),

-- Most things are said once. The ordered lists below are dear, so they are made of the few rows that need them.
repeated as (
    select
        article_id,
        region_id,
        indicator_id,
        subject,
        measure,
        base_unit,
        period
    from claims
    group by article_id, region_id, indicator_id, subject, measure, base_unit, period
    having count(*) > 1
),

-- Results only: a target that differs from another one is revised, and not contradicted.
keyed as (
    select
        claims.*,
        coalesce(nullif(regions.name_en, ''), regions.name) as region_name_en,
        {{ comparator() }} as comparator,
        -- 8269套 and 1.73万户 count different things.
        {{ counted_noun() }} as noun,
        {{ as_printed("claims") }} as printed
    from claims
    semi join repeated
        on
            claims.article_id = repeated.article_id
            and claims.region_id = repeated.region_id
            and claims.indicator_id = repeated.indicator_id
            and claims.subject = repeated.subject
            and claims.measure = repeated.measure
            and claims.base_unit = repeated.base_unit
            and claims.period = repeated.period
    left join regions on claims.region_id = regions.region_id
    where
        claims.region_id is not null
        and claims.indicator_id is not null
        and claims.status in ('actual', 'preliminary')
),

grouped as (
    select
        story_id,
        article_id,
        region_id,
        indicator_id,
        subject,
        measure,
        base_unit,
        period,
        comparator,
        noun,
        any_value(region_name order by claim_id) as region_name,
        any_value(region_name_en order by claim_id) as region_name_en,
        any_value(indicator_zh order by claim_id) as indicator_zh,
        any_value(indicator_en order by claim_id) as indicator_en,
        list(claim_id order by span_start, claim_id) as claim_ids,
        string_agg(
            printed || case when status = 'preliminary' then '（预计）' else '' end, '、' order by span_start, claim_id
        ) as figures_zh,
        string_agg(
            printed || case when status = 'preliminary' then ' (expected)' else '' end,
            ', ' order by span_start, claim_id
        ) as figures_en,
        max(lower_base) as highest_lower,
        min(upper_base) as lowest_upper,
        min(value_base) = max(value_base) as is_same_value,
        -- The upper end of an exact value rounds to the next one (7.3% and 7.4%): no number rounds to both.
        coalesce(max(lower_base) = min(upper_base) filter (where bound = 'exact'), false) as is_touching,
        count(distinct status) > 1 as has_both_statuses,
        bool_or(origin = 'reader') as has_reading
    from keyed
    group by
        story_id, article_id, region_id, indicator_id, subject, measure, base_unit, period, comparator, noun
    -- 3%到4%, 3—5家 is one statement with two ends.
    having
        count(*) > 1
        and not (
            count(*) = 2 and bool_or(bound in ('at_least', 'more_than')) and bool_or(bound in ('at_most', 'less_than'))
            and max(span_start) - min(span_end) < 4
        )
)

-- The highest lower end against the lowest upper end: they meet where one value agrees with all of the claims.
select
    {{ check_key("'restated'", "case when has_both_statuses then 'estimate_and_result' else 'stated_again' end") }},
    list_transform(claim_ids, lambda _claim: 'statement') as roles,
    claim_ids,
    concat({{ about_zh() }}, {{ measure_zh() }}, '在同一篇文章中为', figures_zh) as detail_zh,
    concat({{ about_en() }}, {{ measure_en() }}, ': in one article ', figures_en) as detail_en,
    -- That an article contradicts itself is less likely than that one of its figures was misread. How long a streak is
    -- depends on its condition, which is in no column (连续22个月保持在9%以上, 连续36个月正增长).
    {{ check_outcome(
        expected=("null", "cast(lowest_upper as double)"), found=("cast(highest_lower as double)", "null"),
        is_soft="has_both_statuses or has_reading or measure = 'streak'"
    ) }},
    is_touching
from grouped
-- Without a period two values may be of two times.
where period != '' or is_same_value
