with statements as (select * from {{ ref("int_statements") }}),

base_units as (select * from {{ ref("base_units") }})

select
    statements.story_id,
    statements.region_id,
    statements.indicator_id,
    statements.subject,
    statements.starts_on,
    statements.ends_on,
    min(statements.base_unit) as base_unit
from statements
inner join base_units on statements.base_unit = base_units.base_unit and base_units.dimension = 'money'
where statements.measure = 'level'
group by
    statements.story_id,
    statements.region_id,
    statements.indicator_id,
    statements.subject,
    statements.starts_on,
    statements.ends_on
-- In two currencies: nobody knows which one a growth rate is of.
having min(statements.base_unit) = max(statements.base_unit)
