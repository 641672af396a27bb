-- value_base has twelve decimals; a value of more would have been rounded.
with claims as (select * from {{ ref("stg_claims") }}),

conversions as (select * from {{ ref("int_claims_in_base_units") }})

select
    claims.claim_id,
    claims.value,
    conversions.factor,
    conversions.value_base
from claims
inner join conversions on claims.claim_id = conversions.claim_id
where claims.value * conversions.factor != conversions.value_base
