-- A warning: the reader has come to agree with the curated extracts less than the floor of dbt_project.yml.
{{ config(severity="warn") }}

with scores as (select * from {{ ref("rpt_reader_scores") }})

select
    field,
    right_count,
    precision,
    recall,
    f1
from scores
where document = '(all)' and measure = '(all)' and field = 'full' and f1 < {{ var("reader_full_f1_floor") }}
