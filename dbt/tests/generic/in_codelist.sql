{# Fails on values that codelists.csv does not have in this list; a null is no value. #}
{% test in_codelist(model, column_name, codelist) %}
    select distinct
        {{ column_name }},
        'a code of the codelist {{ codelist }}' as expected,
        'correct it where it comes from, or add its row to dbt/seeds/codelists.csv' as mend
    from {{ model }}
    where
        {{ column_name }} is not null
        and {{ column_name }} not in (
            select codes.code
            from {{ ref("codelists") }} as codes
            where codes.codelist = '{{ codelist }}'
        )
{% endtest %}
