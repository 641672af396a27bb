-- The first segment begins at 0, each begins where the one before ended, and the last ends with the text.
with segments as (select * from {{ ref("stg_segments") }}),

documents as (select * from {{ ref("stg_documents") }}),

placed as (
    select
        document,
        ordinal,
        span_start,
        span_end,
        coalesce(lag(span_end) over (partition by document order by span_start), 0) as expected_start,
        lead(span_start) over (partition by document order by span_start) is null as is_last
    from segments
)

select
    documents.document,
    placed.ordinal,
    placed.span_start,
    placed.span_end,
    placed.expected_start,
    documents.char_count,
    'segments from 0 to the end, each where the one before ended' as expected,
    'correct flows/sources/segmentation.py: no row of raw/ can make this' as mend
from documents
left join placed on documents.document = placed.document
where
    documents.char_count != length(documents.text)
    or (placed.document is null and documents.char_count > 0)
    or placed.span_start != placed.expected_start
    or placed.span_end <= placed.span_start
    or (placed.is_last and placed.span_end != documents.char_count)
