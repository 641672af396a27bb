-- A curated level in tonnes of an indicator in yuan is the wrong indicator or the wrong unit. The press prints exports
-- in dollars or yuan and land in mu or square metres: that is the same kind of quantity.
with claims as (select * from {{ ref("fct_claims") }}),

indicators as (select * from {{ ref("dim_indicators") }}),

base_units as (select * from {{ ref("base_units") }})

select
    claims.claim_id,
    claims.indicator_id,
    claims.figure_text,
    claims.unit_text,
    claims.base_unit,
    indicators.base_unit as indicator_base_unit,
    claims.source_file,
    claims.source_line,
    'a unit of the dimension ' || coalesce(indicator_units.dimension, '(none)') as expected,
    'correct indicator or unit in the row, or base_unit in dbt/seeds/indicators.csv' as mend
from claims
inner join indicators on claims.indicator_id = indicators.indicator_id
left join base_units on claims.base_unit = base_units.base_unit
left join base_units as indicator_units on indicators.base_unit = indicator_units.base_unit
where
    claims.origin = 'curated'
    and claims.measure = 'level'
    and base_units.dimension is distinct from indicator_units.dimension
