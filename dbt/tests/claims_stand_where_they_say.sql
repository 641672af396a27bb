-- The figure and the quote are the characters at their spans, the quote and the article cover the figure, and the
-- sentence holds it. Spans count Unicode code points, as DuckDB's substring and length do.
with claims as (select * from {{ ref("fct_claims") }}),

articles as (select * from {{ ref("stg_articles") }}),

documents as (select * from {{ ref("stg_documents") }}),

checked as (
    select
        claims.claim_id,
        substring(documents.text, claims.span_start + 1, claims.span_end - claims.span_start)
        = claims.figure_text as figure_stands,
        substring(documents.text, claims.quote_start + 1, claims.quote_end - claims.quote_start)
        = claims.quote as quote_stands,
        claims.quote_start <= claims.span_start and claims.span_end <= claims.quote_end as quote_covers_figure,
        articles.document = claims.document
        and articles.span_start <= claims.span_start
        and claims.span_end <= articles.span_end as article_covers_figure,
        substring(
            claims.sentence,
            claims.span_start
            - if(claims.sentence = claims.quote, claims.quote_start, claims.sentence_start) + 1,
            claims.span_end - claims.span_start
        ) = claims.figure_text as sentence_holds_figure
    from claims
    left join documents on claims.document = documents.document
    left join articles on claims.article_id = articles.article_id
)

select
    *,
    'true in all columns' as expected,
    'correct how flows/sources or flows/reading counts spans: no row of raw/ can make this' as mend
from checked
where
    not coalesce(
        figure_stands and quote_stands and quote_covers_figure and article_covers_figure and sentence_holds_figure,
        false
    )
