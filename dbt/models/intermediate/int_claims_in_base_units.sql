with claims as (select * from {{ ref("stg_claims") }}),

units as (select * from {{ ref("int_units") }}),

indicators as (select * from {{ ref("indicators") }}),

corrections as (select * from {{ ref("stg_corrections") }})

select
    claims.claim_id,
    case
        when units.unit is null then null
        -- 第三名, 第三个, 百强: in a rank the classifier says nothing.
        when claims.measure = 'rank' then 'rank'
        -- 5位专家 counts people; 提升3位 is a change of place.
        when claims.measure = 'level' and units.base_unit = 'rank' and coalesce(indicators.base_unit, '1') != 'rank'
            then '1'
        when units.base_unit is not null then units.base_unit
        when claims.measure = 'level' and indicators.base_unit is not null then indicators.base_unit
        else '1'
    end as base_unit,
    units.factor,
    cast(claims.value * units.factor as decimal(38, 12)) as printed_value_base,
    cast(coalesce(corrections.corrected_value, claims.value) * units.factor as decimal(38, 12)) as value_base,
    corrections.claim_id is not null as is_corrected
from claims
left join units on claims.unit_text = units.unit
left join indicators on claims.indicator_id = indicators.indicator_id
left join corrections on claims.claim_id = corrections.claim_id
