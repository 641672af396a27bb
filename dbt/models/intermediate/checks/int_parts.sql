with statements as (select * from {{ ref("int_statements") }}),

lookups as (select * from {{ ref("int_lookups") }}),

bridge as (select * from {{ ref("bridge_region_members") }}),

regions as (select * from {{ ref("dim_regions") }}),

relations as (select * from {{ ref("indicator_relations") }}),

-- What has no date is of the year in which it is printed.
levels as (
    select
        *,
        year(case when ends_on > date '0001-01-01' then ends_on else published_on end) as year
    from statements
    where measure = 'level'
),

years as (
    select distinct year
    from levels
),

valid_regions as (
    select
        region_id,
        level,
        coalesce(cast(left(valid_from, 4) as integer), 0) as first_year,
        coalesce(cast(left(valid_to, 4) as integer), 9999) as last_year
    from regions
),

-- Divisions that tile a division, and what an area of our own is made of. A zone in a city overlaps its districts. What
-- was abolished before is no part; in a year of change nobody knows which divisions the statistics have.
region_sets as (
    select
        bridge.region_id as whole_id,
        bridge.member_id as part_id,
        bridge.relation as set_name,
        years.year,
        case
            when
                bool_or(years.year in (parts.first_year, parts.last_year))
                    over (partition by bridge.region_id, bridge.relation, years.year)
                then null
            else count(*) over (partition by bridge.region_id, bridge.relation, years.year)
        end as set_size
    from bridge
    inner join valid_regions as wholes on bridge.region_id = wholes.region_id
    inner join valid_regions as parts on bridge.member_id = parts.region_id
    inner join years on parts.first_year <= years.year and parts.last_year >= years.year
    where
        bridge.depth = 1
        and (bridge.relation = 'composition' or (wholes.level != 'area' and parts.level != 'area'))
),

-- Parts without the name of a partition are some of more that the vocabulary does not have.
indicator_sets as (
    select
        whole_id,
        indicator_id as part_id,
        relation,
        coalesce(partition, '') as set_name,
        case
            when
                relation = 'part' and partition is not null
                then count(*) over (partition by whole_id, relation, partition)
        end as set_size
    from relations
),

asker as (
    select
        levels.*,
        'regions' as set_kind,
        region_sets.set_name,
        region_sets.set_size,
        region_sets.part_id as part_region_id,
        levels.indicator_id as part_indicator_id,
        true as is_disjoint
    from levels
    inner join region_sets on levels.region_id = region_sets.whole_id and levels.year = region_sets.year
    where levels.is_additive
    union all
    select
        levels.*,
        'indicators' as set_kind,
        indicator_sets.set_name,
        indicator_sets.set_size,
        levels.region_id as part_region_id,
        indicator_sets.part_id as part_indicator_id,
        indicator_sets.relation = 'part' as is_disjoint
    from levels
    inner join indicator_sets on levels.indicator_id = indicator_sets.whole_id
),

found as (
    select
        asker.*,
        {{ looked_up("part") }}
    from asker
    {{ look_up("part", measure="'level'", region_id="asker.part_region_id", indicator_id="asker.part_indicator_id") }}
)

select
    claim_id,
    story_id,
    part_claim_id,
    region_id,
    indicator_id,
    region_name,
    region_name_en,
    subject,
    indicator_zh,
    indicator_en,
    printed,
    base_unit,
    period,
    set_kind,
    set_name,
    part_region_name,
    part_region_name_en,
    part_indicator_zh,
    part_indicator_en,
    part_printed,
    set_size,
    low,
    high,
    part_value_base,
    part_low,
    part_high,
    -- Overlapping parts are compared with the whole one by one, others where there is no second one to add.
    case
        when is_disjoint then count(*) over (partition by claim_id, set_kind, set_name, is_disjoint) else 1
    end as part_count,
    is_disjoint,
    can_be_negative
from found
where part_claim_id is not null
