-- A warning: a curated claim where the reader saw no figure at all.
{{ config(severity="warn") }}

with claims as (select * from {{ ref("fct_claims") }}),

figures as (select * from {{ ref("fct_figures") }})

select
    claims.claim_id,
    claims.document,
    claims.span_start,
    claims.figure_text,
    claims.source_file,
    claims.source_line
from claims
anti join figures
    on
        claims.article_id = figures.article_id
        and claims.span_start < figures.span_end
        and claims.span_end > figures.span_start
