-- A warning: a curated claim where the reader saw no figure at all, unless its curator marked that it may as well be
-- left out (千米井下).
{{ config(severity="warn") }}

with claims as (select * from {{ ref("fct_claims") }}),

figures as (select * from {{ ref("fct_figures") }})

select
    claims.claim_id,
    claims.document,
    claims.span_start,
    claims.figure_text,
    claims.source_file,
    claims.source_line,
    'a figure that the reader sees there' as expected,
    'write the figure as it is printed, or mark the row with is_optional true' as mend
from claims
anti join figures
    on
        claims.article_id = figures.article_id
        and claims.span_start < figures.span_end
        and claims.span_end > figures.span_start
where not claims.is_optional
