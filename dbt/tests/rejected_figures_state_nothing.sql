-- A rejection stands where it says, and no claim is left on its figure.
with rejections as (select * from {{ ref("stg_rejections") }}),

documents as (select * from {{ ref("stg_documents") }}),

claims as (select * from {{ ref("fct_claims") }})

select
    rejections.source_file,
    rejections.source_line,
    rejections.figure_text,
    substring(documents.text, rejections.span_start + 1, rejections.span_end - rejections.span_start) as printed,
    claims.claim_id,
    'the figure as printed there, and no claim on it' as expected,
    'correct the figure of the row, or delete the rejection or the claim of it' as mend
from rejections
left join documents on rejections.document = documents.document
left join claims
    on
        rejections.article_id = claims.article_id
        and rejections.span_start < claims.span_end
        and rejections.span_end > claims.span_start
where claims.claim_id is not null or printed is null or printed != rejections.figure_text
