with claims as (select * from {{ ref("fct_claims") }}),

observations as (select * from {{ ref("fct_indicators_by_region_year") }}),

checks as (select * from {{ ref("bridge_check_claims") }}),

conflicts as (select * from {{ ref("fct_conflicts") }}),

targets as (select * from {{ ref("fct_targets") }}),

scores as (select * from {{ ref("rpt_reader_scores") }}),

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

-- One right and one wrong are added, so that a measure that nobody has judged is at a half, and one with a single right
-- reading is not certain.
confidences as (
    select
        measure,
        (right_count + 1) / (reader_count + 2) as confidence
    from scores
    where document = '(all)' and field = 'full'
),

weighed as (
    select
        claims.claim_id,
        claims.document,
        claims.region_id,
        claims.span_start,
        cast(coalesce(consequences.number_count, 0) as integer) as number_count,
        cast(coalesce(consequences.finding_count, 0) as integer) as finding_count,
        cast(coalesce(confidences.confidence, 0.5) as decimal(4, 3)) as confidence
    from claims
    left join consequences on claims.claim_id = consequences.claim_id
    left join confidences on claims.measure = confidences.measure
    where claims.origin = 'reader'
)

select
    claim_id,
    region_id,
    document,
    number_count,
    finding_count,
    confidence,
    cast(
        row_number() over (
            order by
                number_count + finding_count desc,
                confidence asc,
                document asc,
                span_start asc,
                claim_id asc
        ) as integer
    ) as queue_position
from weighed
order by queue_position
