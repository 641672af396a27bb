{# Fails on values that are none of these; a null is no value. In place of dbt's own test of this name, which does not
   say how to mend. #}
{% test accepted_values(model, column_name, values) %}
    select distinct
        {{ column_name }},
        'one of {{ values | join(", ") }}' as expected,
        'correct the model, or add the value to its yml' as mend
    from {{ model }}
    where {{ column_name }} is not null and {{ column_name }} not in ('{{ values | join("', '") }}')
{% endtest %}
