{# Fails on values that `field` of the table `to` does not have; a null is no value. In place of dbt's own test of this
   name, which does not say how to mend. #}
{% test relationships(model, column_name, to, field) %}
    select distinct
        {{ column_name }},
        'a {{ field }} of {{ to.identifier }}' as expected,
        'correct it where it comes from, or add the row that it names' as mend
    from {{ model }}
    where
        {{ column_name }} is not null
        and {{ column_name }} not in (select {{ field }} from {{ to }} where {{ field }} is not null)
{% endtest %}
