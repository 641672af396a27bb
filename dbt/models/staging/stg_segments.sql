with segments as (select * from {{ source("raw", "segments") }})

select
    document,
    article_id,
    kind as segment_kind,
    ordinal,
    span_start,
    span_end
from segments
