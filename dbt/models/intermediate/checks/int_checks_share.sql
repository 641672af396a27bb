with statements as (select * from {{ ref("int_statements") }}),

lookups as (select * from {{ ref("int_lookups") }}),

comparators as (select * from {{ ref("int_comparators") }}),

currencies as (select * from {{ ref("int_currencies") }}),

indicators as (select * from {{ ref("dim_indicators") }}),

-- The part is the indicator itself; the whole is another indicator (占地区生产总值) or the same one elsewhere (占全省).
asker as (
    select
        statements.*,
        coalesce(comparators.whole_indicator_id, statements.indicator_id) as whole_indicator_id,
        case
            when comparators.whole_indicator_id is not null
                then coalesce(comparators.other_region_id, statements.region_id)
            else comparators.other_region_id
        end as whole_region_id,
        coalesce(currencies.base_unit, indicators.base_unit) as part_base_unit,
        wholes.name_zh as whole_indicator_zh
    from statements
    left join comparators
        on statements.region_id = comparators.region_id and statements.compared_with = comparators.compared_with
    left join indicators on statements.indicator_id = indicators.indicator_id
    left join indicators as wholes on comparators.whole_indicator_id = wholes.indicator_id
    left join currencies
        on
            statements.story_id = currencies.story_id
            and statements.region_id = currencies.region_id
            and statements.indicator_id = currencies.indicator_id
            and statements.subject = currencies.subject
            and statements.starts_on = currencies.starts_on
            and statements.ends_on = currencies.ends_on
    where
        statements.measure = 'share'
        and statements.base_unit = 'percent'
        and statements.compared_with != ''
        -- Not of itself; a share of the same indicator elsewhere may have the indicator in its words.
        and (
            coalesce(comparators.whole_indicator_id != statements.indicator_id, false)
            or coalesce(
                comparators.other_region_id != statements.region_id, comparators.whole_indicator_id is null
            )
        )
),

roles as (
    select
        asker.*,
        {{ looked_up("part") }},
        {{ looked_up("own_whole") }},
        {{ looked_up("regions_whole") }}
    from asker
    {{ look_up("part", measure="'level'", base_unit="asker.part_base_unit") }}
    -- The turnover of the company, else that of the region.
    {{ look_up(
        "own_whole", measure="'level'", base_unit="asker.part_base_unit",
        region_id="asker.whole_region_id", indicator_id="asker.whole_indicator_id"
    ) }}
    {{ look_up(
        "regions_whole", measure="'level'", base_unit="asker.part_base_unit", subject="''",
        region_id="asker.whole_region_id",
        indicator_id="case when asker.whole_indicator_id != asker.indicator_id then asker.whole_indicator_id end"
    ) }}
),

resolved as (
    select
        *,
        low as printed_low,
        high as printed_high,
        greatest(low, 0) / 100 as share_low,
        coalesce(high, 100) / 100 as share_high,
        {{ first_found("whole", "own_whole", "regions_whole") }}
    from roles
),

computed as (
    select
        *,
        {{ quotient_low("part", "whole") }} * 100 as share_by_levels_low,
        {{ quotient_high("part", "whole") }} * 100 as share_by_levels_high,
        {{ quotient_low("part", "share") }} as whole_by_share_low,
        {{ quotient_high("part", "share") }} as whole_by_share_high,
        {{ product_low("whole", "share") }} as part_by_share_low,
        {{ product_high("whole", "share") }} as part_by_share_high
    from resolved
    where part_claim_id is not null or whole_claim_id is not null
)

select
    {{ check_key("'share'", "'part_of_whole'", base_unit="'percent'") }},
    ['part', 'whole', 'share'] as roles,
    [part_claim_id, whole_claim_id, claim_id] as claim_ids,
    concat({{ about_zh() }}, '为', part_printed, '，', compared_with, '为', whole_printed, '，文中占比为', printed)
        as detail_zh,
    concat(
        {{ about_en() }}, ': ', part_printed, ' of ', whole_printed, ' (', compared_with, '), printed as ', printed
    ) as detail_en,
    {{ check_outcome(
        expected=("share_by_levels_low", "share_by_levels_high"), found=("printed_low", "printed_high")
    ) }}
from computed
where part_claim_id is not null and whole_claim_id is not null

union all

select
    {{ check_key(
        "'share'", "'whole_by_share'", base_unit="part_base_unit",
        implied_indicator_id="case when whole_region_id is not null then whole_indicator_id end"
    ) }},
    ['part', 'share'] as roles,
    [part_claim_id, claim_id] as claim_ids,
    concat({{ about_zh() }}, '为', part_printed, '，占', compared_with, '的', printed) as detail_zh,
    concat({{ about_en() }}, ': ', part_printed, ', which is ', printed, ' of ', compared_with) as detail_en,
    {{ check_outcome(
        expected=("whole_by_share_low", "whole_by_share_high"), implied_zh="compared_with",
        implied_en="concat('the whole (', compared_with, ')')"
    ) }}
from computed
where part_claim_id is not null and whole_claim_id is null

union all

select
    {{ check_key("'share'", "'part_by_share'", base_unit="part_base_unit", implied_indicator_id="indicator_id") }},
    ['whole', 'share'] as roles,
    [whole_claim_id, claim_id] as claim_ids,
    concat(compared_with, '为', whole_printed, '，', {{ about_zh() }}, '占其', printed) as detail_zh,
    concat(compared_with, ': ', whole_printed, '; ', {{ about_en() }}, ', is ', printed, ' of it') as detail_en,
    {{ check_outcome(
        expected=("part_by_share_low", "part_by_share_high"), implied_zh=about_zh(), implied_en=about_en()
    ) }}
from computed
where part_claim_id is null
