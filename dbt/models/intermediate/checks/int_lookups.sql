{%- set key = "region_id, indicator_id, subject, measure, base_unit, starts_on, ends_on, comparator" -%}

with statements as (select * from {{ ref("int_statements") }}),

-- Each source for itself, and all sources together ('').
scoped as (
    select
        story_id as scope_id,
        *
    from statements
    union all
    select
        '' as scope_id,
        *
    from statements
),

-- Each status for itself, and what happened (outcome): the actual value where there is one, else the preliminary.
asked as (
    select
        *,
        status as asked_status
    from scoped
    union all
    select
        *,
        'outcome' as asked_status
    from scoped
    where status in ('actual', 'preliminary')
),

ranked as (
    select
        *,
        row_number() over (
            partition by scope_id, asked_status, {{ key }}
            order by
                case status when 'actual' then 1 else 2 end asc,
                case origin when 'curated' then 1 else 2 end asc,
                case bound when 'exact' then 1 else 2 end asc,
                published_on desc,
                claim_id asc
        ) as preference
    from asked
)

select
    scope_id,
    asked_status,
    claim_id,
    {{ key }},
    story_id,
    region_name,
    region_name_en,
    indicator_zh,
    indicator_en,
    printed,
    period,
    status,
    bound,
    sentence_start,
    span_start,
    value_base,
    precision_base,
    low,
    high
from ranked
where preference = 1
