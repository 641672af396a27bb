with statements as (select * from {{ ref("int_statements") }})

select
    story_id,
    region_id,
    indicator_id,
    subject,
    starts_on,
    ends_on,
    min(base_unit) as base_unit
from statements
where measure = 'level' and base_unit in ('CNY', 'USD', 'TWD', 'HKD', 'MOP')
group by story_id, region_id, indicator_id, subject, starts_on, ends_on
-- In two currencies: nobody knows which one a growth rate is of.
having min(base_unit) = max(base_unit)
