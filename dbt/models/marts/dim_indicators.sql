with indicators as (select * from {{ ref("indicators") }}),

indicator_aliases as (select * from {{ ref("indicator_aliases") }}),

aliases as (
    select
        indicator_id,
        string_agg(alias, '; ' order by alias) as aliases
    from indicator_aliases
    group by indicator_id
)

select
    indicators.indicator_id,
    indicators.name_zh,
    indicators.name_en,
    aliases.aliases,
    indicators.theme,
    indicators.definition,
    indicators.base_unit,
    indicators.direction,
    indicators.plausible_source,
    indicators.plausible_min,
    indicators.plausible_max,
    indicators.is_additive,
    indicators.is_stock
from indicators
left join aliases on indicators.indicator_id = aliases.indicator_id
order by indicators.indicator_id
