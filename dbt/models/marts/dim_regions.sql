with recursive regions as (select * from {{ ref("regions") }}),

lineage as (
    select
        region_id,
        name as path,
        case when level = 'province' then region_id end as province_id,
        1 as depth
    from regions
    where parent_id is null
    union all
    select
        regions.region_id,
        lineage.path || '/' || regions.name as path,
        coalesce(lineage.province_id, case when regions.level = 'province' then regions.region_id end) as province_id,
        lineage.depth + 1 as depth
    from regions
    inner join lineage on regions.parent_id = lineage.region_id
    where lineage.depth < 12
)

select
    regions.region_id,
    regions.parent_id,
    lineage.province_id,
    regions.name,
    regions.short_name,
    regions.name_en,
    regions.level,
    regions.kind,
    parents.name as parent_name,
    lineage.path,
    regions.valid_from,
    regions.valid_to,
    regions.note
from regions
left join regions as parents on regions.parent_id = parents.region_id
left join lineage on regions.region_id = lineage.region_id
order by regions.region_id
