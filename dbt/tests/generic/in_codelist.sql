{# Fails on values that codelists.csv does not have in this list; a null is no value. #}
{% test in_codelist(model, column_name, codelist) %}
    select {{ column_name }}
    from {{ model }}
    where
        {{ column_name }} is not null
        and {{ column_name }} not in (
            select codes.code
            from {{ ref("codelists") }} as codes
            where codes.codelist = '{{ codelist }}'
        )
{% endtest %}
