with periods as (select * from {{ source("raw", "periods") }})

select
    document,
    article_id,
    text as period_text,
    period,
    role as period_role,
    basis as mention_basis,
    span_start,
    span_end,
    period_start,
    period_end
from periods
