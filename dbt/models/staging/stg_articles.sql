with articles as (select * from {{ source("raw", "articles") }})

select
    article_id,
    document,
    title,
    byline,
    published,
    published_basis,
    ordinal,
    span_start,
    span_end,
    sentence_ends,
    published_on
from articles
