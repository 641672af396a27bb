-- Every column of rpt_region_years has an indicator that exists, and ends with the unit that its levels are in.
with indicators as (select * from {{ ref("indicators") }}),

main_indicators (column_name, indicator_id, measure, base_unit) as (
    values
    {% for row in main_indicators() %}
    ('{{ row | join("', '") }}'){{ "," if not loop.last }}
    {% endfor %}
)

select
    main_indicators.column_name,
    main_indicators.indicator_id,
    main_indicators.measure,
    main_indicators.base_unit,
    indicators.base_unit as indicator_base_unit,
    case
        when indicators.indicator_id is null then 'an indicator_id of dbt/seeds/indicators.csv'
        when main_indicators.measure = 'level' and main_indicators.base_unit != indicators.base_unit
            then 'base_unit ' || indicators.base_unit || ', that of the indicator'
        else 'a column_name that ends with the unit'
    end as expected,
    'correct the row in dbt/macros/main_indicators.sql, and the column in rpt_region_years.yml with it' as mend
from main_indicators
left join indicators on main_indicators.indicator_id = indicators.indicator_id
where
    indicators.indicator_id is null
    or (main_indicators.measure = 'level' and main_indicators.base_unit != indicators.base_unit)
    or not ends_with(
        main_indicators.column_name,
        '_' || case main_indicators.base_unit when '1' then 'count' else lower(main_indicators.base_unit) end
    )
