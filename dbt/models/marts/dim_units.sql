with int_units as (select * from {{ ref("int_units") }}),

units as (select * from {{ ref("units") }})

select
    int_units.unit,
    int_units.unit_word,
    int_units.base_unit,
    units.name_en,
    int_units.factor
from int_units
left join units on int_units.unit_word = units.unit
order by int_units.unit
