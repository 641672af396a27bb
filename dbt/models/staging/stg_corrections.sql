with corrections as (select * from {{ source("raw", "corrections") }})

select
    claim_id,
    unit_text,
    reason,
    source,
    corrected_by,
    printed_value,
    corrected_value,
    source_line,
    corrected_on
from corrections
