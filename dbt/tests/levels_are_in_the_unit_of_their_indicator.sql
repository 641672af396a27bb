-- A curated level in tonnes of an indicator in yuan is the wrong indicator or the wrong unit. The press prints exports
-- in dollars or yuan and land in mu or square metres: that is the same kind of quantity.
with claims as (select * from {{ ref("fct_claims") }}),

indicators as (select * from {{ ref("dim_indicators") }}),

kinds (base_unit, kind) as (
    values
    ('USD', 'CNY'),
    ('TWD', 'CNY'),
    ('mu', 'm2'),
    ('quarter', 'year'),
    ('month', 'year'),
    ('hour', 'year')
)

select
    claims.claim_id,
    claims.indicator_id,
    claims.figure_text,
    claims.unit_text,
    claims.base_unit,
    indicators.base_unit as indicator_base_unit,
    claims.source_file,
    claims.source_line
from claims
inner join indicators on claims.indicator_id = indicators.indicator_id
left join kinds on claims.base_unit = kinds.base_unit
left join kinds as indicator_kinds on indicators.base_unit = indicator_kinds.base_unit
where
    claims.origin = 'curated'
    and claims.measure = 'level'
    and coalesce(kinds.kind, claims.base_unit) != coalesce(indicator_kinds.kind, indicators.base_unit)
