-- Every run of digits that a document prints, furniture included, lies in a figure of the ledger or in a mention of a
-- period.
with documents as (select * from {{ ref("stg_documents") }}),

figures as (select * from {{ ref("fct_figures") }}),

periods as (select * from {{ ref("stg_periods") }}),

-- Pieces of the text, each ending with a run of digits.
cut as (
    select
        document,
        regexp_extract_all(text, '[^0-9０-９]*[0-9０-９]+') as pieces
    from documents
),

numbered as (
    select
        document,
        unnest(pieces) as piece,
        generate_subscripts(pieces, 1) as ordinal
    from cut
),

runs as (
    select
        document,
        regexp_extract(piece, '[0-9０-９]+$') as digits,
        sum(length(piece)) over (partition by document order by ordinal) as run_end
    from numbered
),

spans as (
    select
        document,
        span_start,
        span_end
    from figures
    union all
    select
        document,
        span_start,
        span_end
    from periods
),

-- How far the spans that begin here or before reach: if beyond the end of a run, then one of them covers it.
reaches as (
    select
        document,
        span_start,
        max(span_end) over (partition by document order by span_start, span_end) as reach
    from spans
    qualify row_number() over (partition by document, span_start order by span_end desc) = 1
)

select
    runs.document,
    runs.run_end - length(runs.digits) as run_start,
    runs.run_end,
    runs.digits,
    'digits in a figure or in a mention of a period' as expected,
    'correct the scanner of flows/reading/numbers: no row of raw/ can make this' as mend
from runs
asof left join reaches
    on runs.document = reaches.document and runs.run_end - length(runs.digits) >= reaches.span_start
where coalesce(reaches.reach, 0) < runs.run_end
