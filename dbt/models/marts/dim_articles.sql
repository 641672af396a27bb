with articles as (select * from {{ ref("stg_articles") }}),

documents as (select * from {{ ref("stg_documents") }}),

claims as (select * from {{ ref("int_claims") }}),

stories as (select * from {{ ref("int_article_stories") }}),

claim_counts as (
    select
        article_id,
        count(*) as claim_count
    from claims
    group by article_id
)

select
    articles.article_id,
    stories.story_id,
    stories.repost_of,
    articles.document,
    documents.document_sha256,
    coalesce(nullif(articles.title, ''), documents.title) as title,
    case when articles.title = '' then 'manifest' else 'printed' end as title_basis,
    articles.byline,
    documents.outlet,
    documents.source_kind,
    articles.published,
    articles.published_basis,
    documents.document_file,
    documents.charset,
    documents.url,
    documents.licence,
    substring(documents.text, articles.span_start + 1, articles.span_end - articles.span_start) as text,
    articles.ordinal,
    articles.span_start,
    articles.span_end,
    articles.span_end - articles.span_start as char_count,
    cast(coalesce(claim_counts.claim_count, 0) as integer) as claim_count,
    articles.published_on
from articles
left join documents on articles.document = documents.document
left join stories on articles.article_id = stories.article_id
left join claim_counts on articles.article_id = claim_counts.article_id
order by articles.article_id
