with claims as (select * from {{ ref("stg_claims") }}),

-- What a person has judged the reader adds nothing to.
judged as (
    select distinct readings.claim_id
    from claims as readings
    inner join claims as extracts
        on
            readings.article_id = extracts.article_id
            and readings.span_start < extracts.span_end
            and readings.span_end > extracts.span_start
    where readings.origin = 'reader' and extracts.origin = 'curated'
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
    claims.span_start,
    claims.span_end,
    claims.quote_start,
    claims.quote_end,
    claims.value,
    claims.source_line,
    claims.is_optional,
    claims.is_restatement,
    claims.period_start,
    claims.period_end,
    claims.curated_on
from claims
left join judged on claims.claim_id = judged.claim_id
where judged.claim_id is null
