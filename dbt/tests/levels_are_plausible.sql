-- A warning: the press may print what nobody would expect, and the reader may take a figure for another indicator.
-- A curator should look.
{{ config(severity="warn") }}

with claims as (select * from {{ ref("int_published_claims") }}),

indicators as (select * from {{ ref("dim_indicators") }})

select
    claims.claim_id,
    claims.indicator_id,
    claims.figure_text,
    claims.value_base,
    claims.base_unit,
    indicators.base_unit as indicator_base_unit,
    indicators.plausible_min,
    indicators.plausible_max,
    claims.origin,
    claims.source_file,
    claims.source_line,
    'a value within the plausible bounds, in the unit of the indicator' as expected,
    'look at the claim in the explorer; correct or reject it, or widen the bounds in dbt/seeds/indicators.csv' as mend
from claims
inner join indicators on claims.indicator_id = indicators.indicator_id
where
    claims.measure = 'level'
    and (
        claims.base_unit != indicators.base_unit
        or claims.value_base < indicators.plausible_min
        or claims.value_base > indicators.plausible_max
    )
