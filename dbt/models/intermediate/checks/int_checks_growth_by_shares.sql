with statements as (select * from {{ ref("int_statements") }}),

lookups as (select * from {{ ref("int_lookups") }}),

comparators as (select * from {{ ref("int_comparators") }}),

growth_bases as (select * from {{ ref("indicator_growth_bases") }}),

-- The share of an indicator in another one.
asker as (
    select
        statements.*,
        comparators.whole_indicator_id,
        coalesce(comparators.other_region_id, statements.region_id) as whole_region_id,
        growth_bases.growth_basis is not null or bases_of_parts.growth_basis is not null as is_soft
    from statements
    inner join comparators
        on statements.region_id = comparators.region_id and statements.compared_with = comparators.compared_with
    left join growth_bases on comparators.whole_indicator_id = growth_bases.indicator_id
    left join growth_bases as bases_of_parts on statements.indicator_id = bases_of_parts.indicator_id
    where
        statements.measure = 'share'
        and statements.base_unit = 'percent'
        and statements.starts_on > date '0001-01-01'
        and comparators.whole_indicator_id != statements.indicator_id
),

roles as (
    select
        asker.*,
        asker.low as now_low,
        asker.high as now_high,
        {{ looked_up("before") }},
        {{ looked_up("part") }},
        {{ looked_up("own_whole") }},
        {{ looked_up("regions_whole") }}
    from asker
    {{ look_up(
        "before", status="'outcome'", starts_on="asker.year_before_starts_on", ends_on="asker.year_before_ends_on",
        comparator="asker.comparator"
    ) }}
    {{ look_up("part", measure="'growth_yoy'") }}
    {{ look_up(
        "own_whole", measure="'growth_yoy'", region_id="asker.whole_region_id",
        indicator_id="asker.whole_indicator_id"
    ) }}
    {{ look_up(
        "regions_whole", measure="'growth_yoy'", region_id="asker.whole_region_id",
        indicator_id="asker.whole_indicator_id", subject="''"
    ) }}
),

factors as (
    select
        *,
        1 + part_low / 100 as part_factor_low,
        1 + part_high / 100 as part_factor_high,
        {{ quotient_low("before", "now") }} as shares_low,
        {{ quotient_high("before", "now") }} as shares_high,
        {{ first_found("whole", "own_whole", "regions_whole") }}
    from roles
    where before_claim_id is not null and part_claim_id is not null
),

-- whole now / whole before = (part now / part before) * (share before / share now)
computed as (
    select
        *,
        case when is_soft and whole_claim_id is not null then {{ var("growth_margin_pp") }} else 0 end as margin,
        ({{ product_low("shares", "part_factor") }} - 1) * 100 as growth_low,
        ({{ product_high("shares", "part_factor") }} - 1) * 100 as growth_high
    from factors
)

select
    {{ check_key("'growth'", "'growth_by_shares'", base_unit="'percent'") }},
    case
        when whole_claim_id is null then ['share', 'share_before', 'growth_of_part']
        else ['share', 'share_before', 'growth_of_part', 'growth_of_whole']
    end as roles,
    case
        when whole_claim_id is null then [claim_id, before_claim_id, part_claim_id]
        else [claim_id, before_claim_id, part_claim_id, whole_claim_id]
    end as claim_ids,
    concat(
        {{ about_zh() }}, '增长', part_printed, '，占', compared_with, '的比重由', before_printed, '变为', printed,
        case when whole_claim_id is not null then '，文中' || compared_with || '增长' || whole_printed end
    ) as detail_zh,
    concat(
        {{ about_en() }}, ': growth ', part_printed, ', share of ', compared_with, ' from ', before_printed, ' to ',
        printed, case when whole_claim_id is not null then '; growth of the whole printed as ' || whole_printed end
    ) as detail_en,
    {{ check_outcome(
        expected=("growth_low - margin", "growth_high + margin"), found=("whole_low", "whole_high"),
        implied_zh="concat(compared_with, '增长')", implied_en="concat('growth of the whole (', compared_with, ')')",
        is_implied="whole_claim_id is null", is_soft="is_soft"
    ) }}
from computed
