{# Fails on rows that share a key, and on rows with a hole in it. #}
{% test unique_key(model, columns) %}
    select
        {{ columns | join(", ") }},
        count(*) as row_count,
        'one row with this key, and no null in it' as expected,
        'delete a row of the seed, or complete its key; in a model look for the join that multiplies rows' as mend
    from {{ model }}
    group by all
    having count(*) > 1{% for column in columns %} or {{ column }} is null{% endfor %}
{% endtest %}
