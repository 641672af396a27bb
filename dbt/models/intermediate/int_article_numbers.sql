{{ config(materialized="table") }}

with articles as (select * from {{ ref("dim_articles") }})

select
    article_id,
    cast(row_number() over (order by published_on desc nulls last, article_id asc) as integer) as number
from articles
order by number
