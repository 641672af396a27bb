{# The schema as configured, without the target's schema in front of it: marts, not main_marts. #}
{% macro generate_schema_name(custom_schema_name, node) %}{{ custom_schema_name or target.schema }}{% endmacro %}
