{{ config(materialized="table") }}

with observations as (select * from {{ ref("fct_indicators_by_region_year") }})

select *
from observations
order by indicator_id, measure, year, observation_id
