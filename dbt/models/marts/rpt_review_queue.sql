with claims as (select * from {{ ref("fct_claims") }}),

observations as (select * from {{ ref("fct_indicators_by_region_year") }}),

checks as (select * from {{ ref("bridge_check_claims") }}),

conflicts as (select * from {{ ref("fct_conflicts") }}),

targets as (select * from {{ ref("fct_targets") }}),

hanging as (
    select
        claim_id,
        1 as number_count,
        0 as finding_count
    from observations
    union all
    select
        claim_id,
        0 as number_count,
        1 as finding_count
    from checks
    union all
    select
        unnest(claim_ids) as claim_id,
        0 as number_count,
        1 as finding_count
    from conflicts
    union all
    select
        target_id as claim_id,
        0 as number_count,
        1 as finding_count
    from targets
    union all
    select
        outcome_claim_id as claim_id,
        0 as number_count,
        1 as finding_count
    from targets
    where outcome_claim_id is not null
),

consequences as (
    select
        claim_id,
        sum(number_count) as number_count,
        sum(finding_count) as finding_count
    from hanging
    group by claim_id
),

weighed as (
    select
        claims.claim_id,
        claims.document,
        claims.region_id,
        claims.weakest_field,
        claims.confidence,
        claims.span_start,
        claims.is_published,
        cast(coalesce(consequences.number_count, 0) as integer) as number_count,
        cast(coalesce(consequences.finding_count, 0) as integer) as finding_count,
        -- What waits and would state a number once it is accepted comes before what would state none.
        not claims.is_published and claims.region_id is not null and claims.year is not null
        and claims.indicator_id is not null as is_awaited
    from claims
    left join consequences on claims.claim_id = consequences.claim_id
    where claims.origin = 'reader'
)

select
    claim_id,
    region_id,
    document,
    weakest_field,
    number_count,
    finding_count,
    confidence,
    cast(
        row_number() over (
            order by
                number_count + finding_count desc,
                is_awaited desc,
                confidence asc,
                document asc,
                span_start asc,
                claim_id asc
        ) as integer
    ) as queue_position,
    is_published
from weighed
order by queue_position
