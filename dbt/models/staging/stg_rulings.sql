with rulings as (select * from {{ source("raw", "rulings") }})

select
    conflict_id,
    claim_id,
    guard,
    ruling,
    reason,
    ruled_by,
    source_line,
    ruled_on
from rulings
