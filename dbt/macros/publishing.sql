{# Whether a claim counts: a person has signed it, or the reader is sure enough of it. Nobody is sure of a value that is
   of no region, or, where it is one of a period, of none. `fangzhi read` decides alike (flows/commands/publishing.py). #}
{% macro is_published() -%}
origin = 'curated'
        or (
            confidence >= {{ var("reader_publish_confidence") }}
            and region_id is not null
            and (period != '' or measure not in ('level', 'growth_yoy', 'growth_avg', 'share'))
        )
{%- endmacro %}
