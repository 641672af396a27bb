with recursive regions as (select * from {{ ref("regions") }}),

region_members as (select * from {{ ref("region_members") }}),

direct as (
    select
        parent_id as region_id,
        region_id as member_id,
        'administrative' as relation
    from regions
    where parent_id is not null
    union all
    select
        region_id,
        member_id,
        'composition' as relation
    from region_members
),

-- The bound on depth only ends a loop, which the tests then report; the real hierarchy is four deep.
reached as (
    select
        region_id,
        member_id,
        relation,
        1 as depth
    from direct
    union
    select
        reached.region_id,
        direct.member_id,
        case
            when reached.relation = 'administrative' then direct.relation
            else 'composition'
        end as relation,
        reached.depth + 1 as depth
    from reached
    inner join direct on reached.member_id = direct.region_id
    where reached.depth < 12
)

select
    region_id,
    member_id,
    min(relation) as relation,
    cast(arg_min(depth, (relation, depth)) as integer) as depth
from reached
group by region_id, member_id
order by region_id, member_id
