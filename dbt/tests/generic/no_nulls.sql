{# Fails on rows in which one of the columns is null. #}
{% test no_nulls(model, columns) %}
    select
        {{ columns | join(", ") }},
        'a value in each of these columns' as expected,
        'fill the cell of the seed; in a model look for the join that finds nothing' as mend
    from {{ model }}
    where {% for column in columns %}{{ column }} is null{{ " or " if not loop.last }}{% endfor %}
{% endtest %}
