with checks as (select * from {{ ref("fct_arithmetic_checks") }})

select
    check_id,
    unnest(claim_ids) as claim_id,
    unnest(roles) as role,
    cast(generate_subscripts(claim_ids, 1) as integer) as ordinal
from checks
order by claim_id, check_id, ordinal
