{# What fct_indicators_by_region_year would have been on a day, as a subquery:
   select * from {{ as_of("2025-01-31") }} as observations #}
{% macro as_of(day) -%}
({{ indicators_by_region_year(claims_until("'" ~ day ~ "'", ref("fct_claims"))) }})
{%- endmacro %}

{# The published claims of articles that were published by `day`, an SQL expression, as a subquery. #}
{% macro claims_until(day, claims) -%}
(select * from {{ claims }} where is_published and published_on <= cast({{ day }} as date))
{%- endmacro %}

{# DDL of a table function `name`(day) beside the model. Its body names no database, so that a copy of the file under
   another name has it too: DuckDB looks the names up when it is called. #}
{% macro create_as_of(name, body) -%}
create or replace macro {{ this.schema }}.{{ name }}(day) as table {{ body }};
comment on macro table {{ this.schema }}.{{ name }} is '{{ this.identifier }} as it would have been on a day.'
{%- endmacro %}
