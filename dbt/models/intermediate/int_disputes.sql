{{ config(materialized="table") }}

{%- set key = "article_id, region_id, indicator_id, subject, measure, status, base_unit, period, comparator, noun" %}

with claims as (select * from {{ ref("int_published_claims") }}),

indicators as (select * from {{ ref("indicators") }}),

checks as (select * from {{ ref("fct_arithmetic_checks") }}),

members as (select * from {{ ref("bridge_check_claims") }}),

keyed as (
    select
        *,
        {{ comparator() }} as comparator,
        {{ counted_noun() }} as noun
    from claims
    where region_id is not null and indicator_id is not null and period != ''
),

-- Claims of one article that state the same thing. What a person vouches for is disputed only by what a person does.
beside as (
    select
        claim_id,
        published_on,
        bound,
        lower_base,
        upper_base,
        if(
            origin = 'curated',
            max(lower_base) over signed,
            max(lower_base) over stated
        ) as highest_lower,
        if(
            origin = 'curated',
            min(upper_base) over signed,
            min(upper_base) over stated
        ) as lowest_upper,
        if(
            origin = 'curated',
            max(lower_base) filter (where bound = 'exact') over signed,
            max(lower_base) filter (where bound = 'exact') over stated
        ) as highest_exact_lower,
        if(
            origin = 'curated',
            min(upper_base) filter (where bound = 'exact') over signed,
            min(upper_base) filter (where bound = 'exact') over stated
        ) as lowest_exact_upper
    from keyed
    window stated as (partition by {{ key }}), signed as (partition by {{ key }}, origin)
),

-- Two exact values that only touch (7.3% and 7.4%) differ, too: no number rounds to both.
by_siblings as (
    select
        claim_id,
        published_on as disputed_on,
        'sibling' as disputed_by
    from beside
    where
        highest_lower > upper_base
        or lowest_upper < lower_base
        or (
            bound = 'exact'
            and lower_base < upper_base
            and (highest_exact_lower >= upper_base or lowest_exact_upper <= lower_base)
        )
),

by_bounds as (
    select
        claims.claim_id,
        claims.published_on as disputed_on,
        'plausible_bound' as disputed_by
    from claims
    inner join indicators on claims.indicator_id = indicators.indicator_id and claims.base_unit = indicators.base_unit
    where
        claims.measure = 'level'
        and (claims.value_base < indicators.plausible_min or claims.value_base > indicators.plausible_max)
),

conflicts as (
    select
        members.check_id,
        members.claim_id,
        claims.origin,
        checks.is_reviewed,
        -- All of it has to be printed before it is a contradiction.
        max(claims.published_on) over (partition by members.check_id) as disputed_on
    from members
    inner join checks on members.check_id = checks.check_id
    inner join claims on members.claim_id = claims.claim_id
    where checks.verdict = 'conflict'
),

by_checks as (
    select
        claim_id,
        disputed_on,
        'check' as disputed_by
    from conflicts
    where origin = 'reader' or is_reviewed
),

disputes as (
    select * from by_siblings
    union all
    select * from by_bounds
    union all
    select * from by_checks
)

select
    claim_id,
    array_to_string(list_sort(list_distinct(list(disputed_by))), ' ') as disputed_by,
    min(disputed_on) as disputed_on
from disputes
group by claim_id
order by claim_id
