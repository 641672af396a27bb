-- depends_on: {{ ref("fct_indicators_by_region_year") }}
-- Some articles of raw/ were published before this day, some after it.
with by_macro as (
    select *
    from {{ as_of("2024-12-31") }}
),

by_function as (select * from marts.indicators_as_of('2024-12-31')),

rows_by_macro as (select to_json(by_macro) as observation from by_macro),

rows_by_function as (select to_json(by_function) as observation from by_function)

select
    differing.observation,
    'the same rows from the macro as_of as from the table function indicators_as_of' as expected,
    'make both from the macro indicators_by_region_year (dbt/macros/as_of.sql)' as mend
from (
    (
        select observation from rows_by_macro
        except all
        select observation from rows_by_function
    )
    union all
    (
        select observation from rows_by_function
        except all
        select observation from rows_by_macro
    )
) as differing
