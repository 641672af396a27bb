{# The fields that the reader is scored in, in their order. #}
{% macro score_fields() -%}
{{ return(["span", "value", "measure", "period", "region", "indicator", "status", "full"]) }}
{%- endmacro %}
