{# The chosen value of each region and year among `claims`, a relation or subquery with the
   columns of fct_claims and the day on which each is first disputed. #}
{% macro indicators_by_region_year(claims) -%}
with fct_claims as (select * from {{ claims }}),

dated as (
    select
        *,
        disputed_on is not null as is_disputed,
        {{ comparator() }} as comparator
    from fct_claims
    where observation_id is not null
),

compared as (
    select
        *,
        {{ is_sharper("observation_id, period, base_unit, comparator") }} as is_sharper
    from dated
),

ranked as (
    select
        *,
        row_number() over (
            partition by observation_id
            order by
                {{ order_of_choice() }}
        ) as preference
    from compared
),

chosen as (
    select *
    from ranked
    where preference = 1
),

-- The claims that state the same thing as the chosen one. Two exact values conflict also where their intervals only
-- touch (7.3% and 7.4%): no number rounds to both.
stated as (
    select
        chosen.observation_id,
        cast(count(*) as integer) as claim_count,
        cast(count(distinct ranked.story_id) as integer) as document_count,
        min(ranked.value_base) as lowest_value_base,
        max(ranked.value_base) as highest_value_base,
        coalesce(max(ranked.lower_base) > min(ranked.upper_base), false)
        or coalesce(
            max(ranked.lower_base) >= min(ranked.upper_base) filter (where ranked.bound = 'exact'), false
        ) as has_conflict
    from chosen
    inner join ranked
        on
            chosen.observation_id = ranked.observation_id
            and chosen.period = ranked.period
            and chosen.base_unit = ranked.base_unit
            and chosen.comparator = ranked.comparator
    group by chosen.observation_id
)

select
    chosen.observation_id,
    chosen.region_id,
    chosen.indicator_id,
    chosen.claim_id,
    chosen.article_id,
    chosen.region_name,
    chosen.indicator_zh,
    chosen.subject,
    chosen.measure,
    chosen.status,
    chosen.base_unit,
    chosen.bound,
    chosen.period,
    chosen.year_basis,
    chosen.compared_with,
    chosen.year,
    chosen.value_base,
    stated.lowest_value_base,
    stated.highest_value_base,
    stated.claim_count,
    stated.document_count,
    stated.has_conflict,
    chosen.published_on
from chosen
left join stated on chosen.observation_id = stated.observation_id
order by
    chosen.region_id,
    chosen.indicator_id,
    chosen.subject,
    chosen.measure,
    chosen.status,
    chosen.year
{%- endmacro %}
