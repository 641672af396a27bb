{# What was printed of each series on each day, from `claims`: a relation or subquery with the columns of
   fct_claims and the day on which each is first disputed. #}
{% macro vintages(claims) -%}
with fct_claims as (select * from {{ claims }}),

compared as (
    select
        *,
        -- What was disputed later was not on that day.
        coalesce(disputed_on <= published_on, false) as is_disputed,
        {{ comparator() }} as comparator
    from fct_claims
    where region_id is not null and indicator_id is not null and period != ''
),

keyed as (
    select
        *,
        substring(
            sha256(
                concat_ws(
                    chr(31), region_id, period, indicator_id, subject, measure, status, base_unit, comparator
                )
            ),
            1, 16
        ) as series_id
    from compared
),

sharpened as (
    select
        *,
        {{ is_sharper("series_id, published_on") }} as is_sharper
    from keyed
),

ranked as (
    select
        *,
        row_number() over (
            partition by series_id, published_on
            order by
                {{ order_of_choice() }}
        ) as preference
    from sharpened
),

chosen as (
    select
        *,
        row_number() over (partition by series_id order by published_on) as vintage_number,
        lag(value_base) over (partition by series_id order by published_on) as previous_value_base,
        lag(lower_base) over (partition by series_id order by published_on) as previous_lower_base,
        lag(upper_base) over (partition by series_id order by published_on) as previous_upper_base,
        lag(bound) over (partition by series_id order by published_on) as previous_bound
    from ranked
    where preference = 1
),

-- Intervals that only touch do not meet at the upper end of an exact figure: no number rounds to both 7.3 and 7.4.
judged as (
    select
        *,
        coalesce(
            value_base != previous_value_base
            and (
                lower_base > previous_upper_base
                or upper_base < previous_lower_base
                or (previous_bound = 'exact' and lower_base = previous_upper_base)
                or (bound = 'exact' and upper_base = previous_lower_base)
            ),
            false
        ) as is_revision
    from chosen
),

counted as (
    select
        series_id,
        cast(count(*) as integer) as vintage_count,
        cast(count(*) filter (where is_revision) as integer) as revision_count
    from judged
    group by series_id
)

select
    substring(
        sha256(concat_ws(chr(31), judged.series_id, cast(judged.published_on as varchar))), 1, 16
    ) as vintage_id,
    judged.series_id,
    judged.region_id,
    judged.indicator_id,
    judged.claim_id,
    judged.article_id,
    judged.region_name,
    judged.indicator_zh,
    judged.subject,
    judged.measure,
    judged.status,
    judged.base_unit,
    judged.bound,
    judged.period,
    judged.comparator,
    judged.value_base,
    judged.previous_value_base,
    judged.value_base - judged.previous_value_base as change_base,
    cast(judged.vintage_number as integer) as vintage_number,
    counted.vintage_count,
    counted.revision_count,
    judged.vintage_number = 1 as is_first,
    judged.vintage_number = counted.vintage_count as is_latest,
    judged.is_revision,
    judged.published_on
from judged
left join counted on judged.series_id = counted.series_id
order by judged.region_id, judged.indicator_id, judged.series_id, judged.published_on
{%- endmacro %}
