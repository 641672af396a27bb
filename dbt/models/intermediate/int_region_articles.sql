{{ config(materialized="table") }}

with claims as (select * from {{ ref("int_published_claims") }})

select
    region_id,
    article_id,
    cast(count(*) as integer) as claim_count
from claims
where region_id is not null
group by region_id, article_id
order by region_id asc, claim_count desc, article_id asc
