{# Fails on rows that only one of the model and its table function for the last of all days has, and on rows that the
   function has on a day before anything was printed. #}
{% test equal_as_of_the_last_day(model, table_function) %}
    select
        differing.*,
        'the same rows in the table as in {{ table_function }}(''9999-12-31'')' as expected,
        'build the model from the macro that its table function is made from' as mend
    from (
        (select * from {{ model }} except all select * from {{ table_function }}('9999-12-31'))
        union all
        (select * from {{ table_function }}('9999-12-31') except all select * from {{ model }})
        union all
        (select * from {{ table_function }}('0001-01-01'))
    ) as differing
{% endtest %}
