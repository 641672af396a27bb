with parts as (select * from {{ ref("int_parts") }}),

-- Sums of decimals, since those of doubles depend on the order.
sums as (
    select
        claim_id,
        set_kind,
        set_name,
        count(*) as part_count,
        list(part_claim_id order by part_claim_id) as part_claim_ids,
        string_agg(
            case set_kind when 'regions' then part_region_name else part_indicator_zh end || part_printed, '、'
            order by part_value_base desc, part_claim_id asc
        ) as parts_zh,
        string_agg(
            case set_kind when 'regions' then part_region_name_en else part_indicator_en end || ' ' || part_printed,
            '; '
            order by part_value_base desc, part_claim_id asc
        ) as parts_en,
        case
            when count(part_low) = count(*) then cast(sum(cast(part_low as decimal(38, 6))) as double)
        end as parts_low,
        case
            when count(part_high) = count(*) then cast(sum(cast(part_high as decimal(38, 6))) as double)
        end as parts_high
    from parts
    where part_count >= 2
    group by claim_id, set_kind, set_name
),

wholes as (
    select distinct on (claim_id, set_kind, set_name) *
    from parts
    where part_count >= 2
    order by claim_id, set_kind, set_name, part_claim_id
),

computed as (
    select
        wholes.*,
        sums.part_claim_ids,
        sums.parts_zh,
        sums.parts_en,
        sums.parts_low,
        sums.parts_high,
        coalesce(wholes.part_count = wholes.set_size, false) as is_complete,
        case when wholes.low is not null and sums.parts_high is not null then wholes.low - sums.parts_high end
            as rest_low,
        case when wholes.high is not null and sums.parts_low is not null then wholes.high - sums.parts_low end
            as rest_high
    from wholes
    inner join sums
        on
            wholes.claim_id = sums.claim_id
            and wholes.set_kind = sums.set_kind
            and wholes.set_name = sums.set_name
)

select
    {{ check_key("'sum'", "case when set_kind = 'regions' then 'sum_of_regions' else 'sum_of_indicators' end") }},
    ['whole'] || list_transform(part_claim_ids, lambda _part: 'part') as roles,
    [claim_id] || part_claim_ids as claim_ids,
    concat({{ about_zh() }}, '为', printed, '，各部分为', parts_zh) as detail_zh,
    concat({{ about_en() }}, ': ', printed, '; its parts: ', parts_en) as detail_en,
    -- Parts that are missing could make it any more.
    {{ check_outcome(expected=("parts_low", "case when is_complete then parts_high end"), found=("low", "high")) }}
from computed
-- An incomplete sum says that the rest is not below nothing, unless it may be a loss.
where is_complete or coalesce(rest_high < 0 and not can_be_negative, false)

union all

select
    {{ check_key("'sum'", "case when set_kind = 'regions' then 'rest_of_regions' else 'rest_of_indicators' end") }},
    ['whole'] || list_transform(part_claim_ids, lambda _part: 'part') as roles,
    [claim_id] || part_claim_ids as claim_ids,
    concat({{ about_zh() }}, '为', printed, '，其中', parts_zh) as detail_zh,
    concat({{ about_en() }}, ': ', printed, ', of which ', parts_en) as detail_en,
    {{ check_outcome(
        expected=("case when can_be_negative then rest_low else greatest(rest_low, 0) end", "rest_high"),
        implied_zh="'其余部分'", implied_en="'the rest'"
    ) }}
from computed
where not is_complete and coalesce(rest_high >= 0 or can_be_negative, true)
