with figures as (select * from {{ source("raw", "figures") }})

select
    document,
    article_id,
    figure_text,
    kind as figure_kind,
    unit_text as unit_word,
    bound,
    reading,
    reason,
    value_low,
    value_high,
    span_start,
    span_end
from figures
