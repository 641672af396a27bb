with units as (select * from {{ ref("units") }}),

scales as (select * from {{ ref("scales") }}),

-- 万 in front of 名 is 万名. 兆瓦 stands in units.csv as megawatt and is not 兆 (10^12) watts.
composed as (
    select
        scales.scale || units.unit as unit,
        units.unit as unit_word,
        units.base_unit,
        scales.factor * units.factor as factor
    from scales
    cross join units
    where units.is_scalable
),

-- 50万至100万元, 千亿级产业集群: the noun is not printed, so the base unit has to come from the indicator.
elided as (
    select
        '' as unit,
        1 as factor
    union all
    select
        scales.scale || suffixes.suffix as unit,
        scales.factor
    from scales
    cross join (values (''), ('级')) as suffixes (suffix)
),

unprinted as (
    select
        composed.unit,
        composed.unit_word,
        composed.base_unit,
        composed.factor
    from composed
    union all
    select
        elided.unit,
        '' as unit_word,
        null as base_unit,
        elided.factor
    from elided
)

select
    units.unit,
    units.unit as unit_word,
    units.base_unit,
    cast(units.factor as decimal(38, 9)) as factor,
    false as is_composed
from units
union all
select
    unprinted.unit,
    unprinted.unit_word,
    unprinted.base_unit,
    cast(unprinted.factor as decimal(38, 9)) as factor,
    true as is_composed
from unprinted
where unprinted.unit not in (select units.unit from units)
