{# What fct_indicators_by_region_year would have been on a day, as a subquery:
   select * from {{ as_of("2025-01-31") }} as observations #}
{% macro as_of(day) -%}
({{ indicators_by_region_year(claims_until("'" ~ day ~ "'", ref("fct_claims"), ref("int_disputes"))) }})
{%- endmacro %}

{# The published claims of articles that were published by `day`, an SQL expression, with the day on which each was
   first disputed, as far as that was known by then; as a subquery. #}
{% macro claims_until(day, claims, disputes) -%}
(
    select
        claims.*,
        disputes.disputed_on
    from {{ claims }} as claims
    left join {{ disputes }} as disputes
        on claims.claim_id = disputes.claim_id and disputes.disputed_on <= cast({{ day }} as date)
    where claims.is_published and claims.published_on <= cast({{ day }} as date)
)
{%- endmacro %}

{# DDL of a table function `name`(day) beside the model. Its body names no database, so that a copy of the file under
   another name has it too: DuckDB looks the names up when it is called. #}
{% macro create_as_of(name, body) -%}
create or replace macro {{ this.schema }}.{{ name }}(day) as table {{ body }};
comment on macro table {{ this.schema }}.{{ name }} is '{{ this.identifier }} as it would have been on a day.'
{%- endmacro %}
