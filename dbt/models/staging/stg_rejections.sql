with rejections as (select * from {{ source("raw", "rejections") }})

select
    article_id,
    document,
    figure_text,
    quote,
    curator as rejected_by,
    source_file,
    note as rejection_reason,
    span_start,
    span_end,
    quote_start,
    quote_end,
    source_line,
    curated_on as rejected_on
from rejections
