with refusals as (select * from {{ source("raw", "refusals") }})

select
    file as source_file,
    column_name,
    kind as refusal_kind,
    found,
    expected,
    mend,
    line as source_line
from refusals
