-- Values in base units have twelve decimals; a value of more would have been rounded.
with claims as (select * from {{ ref("stg_claims") }}),

conversions as (select * from {{ ref("int_claims_in_base_units") }}),

corrections as (select * from {{ ref("stg_corrections") }})

select
    claims.claim_id,
    claims.value,
    corrections.corrected_value,
    conversions.factor,
    conversions.printed_value_base,
    conversions.value_base,
    'value times factor, to the last digit' as expected,
    'give factor in dbt/seeds/units.csv fewer digits, or the columns of value_base more' as mend
from claims
inner join conversions on claims.claim_id = conversions.claim_id
left join corrections on claims.claim_id = corrections.claim_id
where
    claims.value * conversions.factor != conversions.printed_value_base
    or coalesce(corrections.corrected_value, claims.value) * conversions.factor != conversions.value_base
