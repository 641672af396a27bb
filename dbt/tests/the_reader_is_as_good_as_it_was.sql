-- A warning: the reader has come to agree with the curated extracts less than the floor of dbt_project.yml.
{{ config(severity="warn") }}

with scores as (select * from {{ ref("rpt_reader_scores") }})

select
    field,
    right_count,
    precision,
    recall,
    f1,
    'an F1 of {{ var("reader_full_f1_floor") }} or more' as expected,
    'look at what is read otherwise than signed (fangzhi explore), or lower reader_full_f1_floor in dbt/dbt_project.yml'
        as mend
from scores
where document = '(all)' and measure = '(all)' and field = 'full' and f1 < {{ var("reader_full_f1_floor") }}
