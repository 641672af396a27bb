with articles as (select * from {{ ref("stg_articles") }}),

documents as (select * from {{ ref("stg_documents") }}),

-- A sentence ends with its closing sign and the closing quotes after it, or with the line; the blanks behind it are its
-- own, so that the next one begins with a sign. The pieces tile the article.
cut as (
    select
        articles.article_id,
        articles.span_start,
        regexp_extract_all(
            substring(documents.text, articles.span_start + 1, articles.span_end - articles.span_start),
            '[^。！？!?；;\n]*[。！？!?；;\n]?[”’」』》）)"]*[ \t\r\n\x{00A0}\x{3000}]*'
        ) as pieces
    from articles
    left join documents on articles.document = documents.document
),

numbered as (
    select
        article_id,
        span_start,
        unnest(pieces) as piece,
        generate_subscripts(pieces, 1) as ordinal
    from cut
)

select
    article_id,
    piece as text,
    cast(
        span_start + sum(length(piece)) over (partition by article_id order by ordinal) - length(piece) as integer
    ) as sentence_start,
    cast(span_start + sum(length(piece)) over (partition by article_id order by ordinal) as integer) as sentence_end
from numbered
where piece != ''
