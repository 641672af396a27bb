{{ config(materialized="table") }}

with observations as (select * from {{ ref("fct_indicators_by_region_year") }})

select
    observation_id,
    region_id,
    indicator_id,
    claim_id,
    article_id,
    region_name,
    indicator_zh,
    subject,
    measure,
    status,
    base_unit,
    bound,
    period,
    year_basis,
    compared_with,
    year,
    value_base,
    lowest_value_base,
    highest_value_base,
    claim_count,
    document_count,
    has_conflict,
    published_on
from observations
order by indicator_id, measure, year, observation_id
