with corrections as (select * from {{ ref("stg_corrections") }}),

claims as (select * from {{ ref("fct_claims") }})

select
    corrections.claim_id,
    claims.article_id,
    claims.document,
    claims.region_id,
    claims.indicator_id,
    claims.region_name,
    claims.subject,
    claims.indicator_zh,
    claims.indicator_text,
    claims.measure,
    claims.period,
    claims.status,
    claims.figure_text,
    claims.sentence,
    corrections.unit_text,
    claims.base_unit,
    corrections.reason,
    corrections.source,
    corrections.corrected_by,
    corrections.printed_value,
    corrections.corrected_value,
    claims.printed_value_base,
    claims.value_base as corrected_value_base,
    corrections.source_line,
    corrections.corrected_on
from corrections
left join claims on corrections.claim_id = claims.claim_id
order by corrections.claim_id
