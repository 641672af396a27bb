with claims as (select * from {{ ref("stg_claims") }}),

rejections as (select * from {{ ref("stg_rejections") }}),

-- Where a person has said what a figure states, or that it states nothing.
judgements as (
    select
        article_id,
        span_start,
        span_end
    from claims
    where origin = 'curated'
    union all
    select
        article_id,
        span_start,
        span_end
    from rejections
),

-- What a person has judged the reader adds nothing to.
judged as (
    select distinct readings.claim_id
    from claims as readings
    inner join judgements
        on
            readings.article_id = judgements.article_id
            and readings.span_start < judgements.span_end
            and readings.span_end > judgements.span_start
    where readings.origin = 'reader'
)

select
    claims.claim_id,
    claims.article_id,
    claims.document,
    claims.region_id,
    claims.indicator_id,
    claims.figure_text,
    claims.quote,
    claims.subject,
    claims.indicator_text,
    claims.measure,
    claims.unit_text,
    claims.bound,
    claims.period,
    claims.period_kind,
    claims.period_basis,
    claims.region_basis,
    claims.status,
    claims.compared_with,
    claims.origin,
    claims.curator,
    claims.source_file,
    claims.note,
    claims.rules,
    claims.weakest_field,
    claims.span_start,
    claims.span_end,
    claims.quote_start,
    claims.quote_end,
    claims.value,
    claims.confidence,
    claims.source_line,
    claims.is_optional,
    claims.is_restatement,
    claims.period_start,
    claims.period_end,
    claims.curated_on
from claims
left join judged on claims.claim_id = judged.claim_id
where judged.claim_id is null
