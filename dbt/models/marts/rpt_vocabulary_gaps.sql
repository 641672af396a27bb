with claims as (select * from {{ ref("fct_claims") }})

select
    indicator_text,
    base_unit,
    cast(count(*) as integer) as claim_count,
    cast(count(distinct story_id) as integer) as document_count,
    min(claim_id) as claim_id,
    arg_min(figure_text, claim_id) as figure_text,
    arg_min(sentence, claim_id) as sentence
from claims
where indicator_id is null and indicator_text != ''
group by indicator_text, base_unit
order by claim_count desc, indicator_text asc, base_unit asc
