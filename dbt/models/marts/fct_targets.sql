{%- set key = "region_id, indicator_key, subject, measure, base_unit, starts_on, ends_on, comparator, status" -%}

with claims as (select * from {{ ref("int_published_claims") }}),

indicators as (select * from {{ ref("dim_indicators") }}),

-- What happened, in all sources, in a period that is stated.
results as (
    select *
    from {{ ref("int_lookups") }}
    where scope_id = '' and asked_status = 'outcome' and ends_on > date '0001-01-01'
),

articles as (select * from {{ ref("dim_articles") }}),

-- The day up to which the press in here has reported.
latest as (
    select max(published_on) as reported_until
    from articles
),

keyed as (
    select
        claims.*,
        coalesce(claims.indicator_id, claims.indicator_text) as indicator_key,
        {{ comparator() }} as comparator,
        coalesce(claims.period_start, date '0001-01-01') as starts_on,
        coalesce(claims.period_end, date '0001-01-01') as ends_on,
        -- What is to be reached from below, but for what is wanted low.
        case
            when claims.bound in ('at_most', 'less_than') then 'ceiling'
            when claims.bound in ('at_least', 'more_than') then 'floor'
            when indicators.direction = 'down' then 'ceiling'
            else 'floor'
        end as side
    from claims
    left join indicators on claims.indicator_id = indicators.indicator_id
    where claims.status in ('target', 'plan')
),

-- Said again, a target is the same one; another value is a revision.
first_stated as (
    select distinct on ({{ key }}, value_base, bound) *
    from keyed
    order by
        {{ key }},
        value_base asc,
        bound asc,
        published_on asc,
        claim_id asc
),

chained as (
    select
        *,
        lag(claim_id) over series as previous_target_id,
        lead(claim_id) over series as next_target_id
    from first_stated
    -- The two ends of a range (3—5家) are two targets, and none revises the other.
    window series as (partition by {{ key }}, side order by published_on asc, span_start asc, claim_id asc)
),

found as (
    select
        chained.*,
        results.claim_id as outcome_claim_id,
        results.bound as outcome_bound,
        results.value_base as outcome_value_base
    from chained
    left join results
        on
            chained.region_id = results.region_id
            and chained.indicator_id = results.indicator_id
            and chained.subject = results.subject
            and chained.measure = results.measure
            and chained.base_unit = results.base_unit
            and chained.starts_on = results.starts_on
            and chained.ends_on = results.ends_on
            and chained.comparator = results.comparator
),

-- A target is reached with the rounding that it is printed with. A hedged result decides only on the side that it is
-- open to: 超620亿 meets 600亿, 超580亿 says nothing.
decided as (
    select
        *,
        case
            when outcome_claim_id is null then null
            when side = 'floor' and outcome_value_base >= coalesce(lower_base, value_base)
                then if(outcome_bound in ('at_most', 'less_than'), null, 'met')
            when side = 'floor' then if(outcome_bound in ('at_least', 'more_than'), null, 'missed')
            when outcome_value_base <= coalesce(upper_base, value_base)
                then if(outcome_bound in ('at_least', 'more_than'), null, 'met')
            else if(outcome_bound in ('at_most', 'less_than'), null, 'missed')
        end as result
    from found
),

-- Only of the results that are needed: a join with all claims would carry all their sentences.
outcomes as (
    select
        claim_id,
        status,
        figure_text,
        sentence,
        published_on
    from claims
    where
        claim_id in (
            select decided.outcome_claim_id
            from decided
            where decided.result is not null
        )
),

judged as (
    select
        decided.*,
        case
            when decided.result is not null then decided.result
            when decided.ends_on > date '0001-01-01' and decided.ends_on <= latest.reported_until then 'not_reported'
            else 'open'
        end as outcome
    from decided
    cross join latest
)

select
    judged.claim_id as target_id,
    judged.article_id,
    judged.region_id,
    judged.indicator_id,
    -- A value that decides nothing (超过580亿 for 600亿) is no outcome.
    if(judged.result is not null, judged.outcome_claim_id, null) as outcome_claim_id,
    judged.previous_target_id,
    judged.next_target_id,
    judged.region_name,
    judged.indicator_zh,
    judged.indicator_text,
    judged.subject,
    judged.measure,
    judged.status,
    judged.period,
    judged.base_unit,
    judged.bound,
    judged.side,
    judged.outcome,
    if(judged.result is not null, outcomes.status, '') as outcome_status,
    judged.figure_text,
    judged.sentence,
    if(judged.result is not null, outcomes.figure_text, '') as outcome_figure_text,
    if(judged.result is not null, outcomes.sentence, '') as outcome_sentence,
    judged.value_base,
    if(judged.result is not null, judged.outcome_value_base, null) as outcome_value_base,
    if(judged.result is not null, judged.outcome_value_base - judged.value_base, null) as difference_base,
    if(
        judged.result is not null and judged.value_base != 0,
        try_cast(
            round(
                100 * (cast(judged.outcome_value_base as double) / cast(judged.value_base as double) - 1), 3
            ) as decimal(18, 3)
        ),
        null
    ) as difference_percent,
    judged.published_on,
    if(judged.result is not null, outcomes.published_on, null) as outcome_published_on
from judged
left join outcomes on judged.outcome_claim_id = outcomes.claim_id
order by judged.region_id, judged.indicator_id, judged.period, judged.claim_id
