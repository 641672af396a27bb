{# The main indicators side by side, from `observations`: a relation or table function with the columns of
   fct_indicators_by_region_year. #}
{% macro region_years(observations) -%}
with observations as (select * from {{ observations }}),

-- In this report, and only here, an actual value stands before a preliminary one.
preferred as (
    select
        *,
        row_number() over (
            partition by region_id, year, indicator_id, measure, base_unit
            order by case status when 'actual' then 1 else 2 end
        ) as preference
    from observations
    where subject = '' and status in ('actual', 'preliminary')
),

named as (
    select
        region_id,
        region_name,
        year,
        value_base,
        case (indicator_id, measure, base_unit)
            {% for column, indicator_id, measure, base_unit in main_indicators() %}
            when ('{{ indicator_id }}', '{{ measure }}', '{{ base_unit }}') then '{{ column }}'
            {% endfor %}
        end as main_indicator
    from preferred
    where preference = 1
)

select
    region_id,
    any_value(region_name) as region_name,
    year,
    {% for column, indicator_id, measure, base_unit in main_indicators() %}
    max(value_base) filter (where main_indicator = '{{ column }}') as {{ column }},
    {% endfor %}
    cast(count(*) as integer) as value_count
from named
where main_indicator is not null
group by region_id, year
order by region_id, year
{%- endmacro %}
