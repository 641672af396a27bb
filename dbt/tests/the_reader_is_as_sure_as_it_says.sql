-- A warning: of the published claims that people have judged here, fewer were right than their confidence says, by more
-- than chance explains (two standard errors).
{{ config(severity="warn") }}

with bins as (select * from {{ ref("rpt_reader_calibration") }})

select
    confidence_from,
    confidence_to,
    judged_count,
    accepted_count,
    accepted_share,
    confidence_from as expected,
    'raise reader_publish_confidence in dbt/dbt_project.yml' as mend
from bins
where
    is_published
    and judged_count >= {{ var("calibration_judged_floor") }}
    and accepted_share < confidence_from - 2 * sqrt(confidence_from * (1 - confidence_from) / judged_count)
order by confidence_from
