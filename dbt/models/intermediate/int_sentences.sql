with articles as (select * from {{ ref("stg_articles") }}),

documents as (select * from {{ ref("stg_documents") }}),

-- The reader says where sentences end; they tile the article.
cut as (
    select
        article_id,
        document,
        unnest(list_prepend(span_start, sentence_ends[:-2])) as sentence_start,
        unnest(sentence_ends) as sentence_end
    from articles
    where len(sentence_ends) > 0
)

select
    cut.article_id,
    substring(documents.text, cut.sentence_start + 1, cut.sentence_end - cut.sentence_start) as text,
    cut.sentence_start,
    cut.sentence_end
from cut
left join documents on cut.document = documents.document
