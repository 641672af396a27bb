-- A correction holds for what it was made for: where the claim is gone, a curated one has replaced it, or it says
-- something else by now, a person has to look again.
with corrections as (select * from {{ ref("stg_corrections") }}),

claims as (select * from {{ ref("fct_claims") }})

select
    'raw/corrections.csv:' || corrections.source_line as place,
    corrections.claim_id,
    'printed_value ' || rtrim(rtrim(cast(corrections.printed_value as varchar), '0'), '.')
    || ', unit ' || corrections.unit_text as found,
    case
        when claims.claim_id is null then 'a claim_id of marts.fct_claims'
        else
            'what the claim says: ' || rtrim(rtrim(cast(claims.value as varchar), '0'), '.')
            || ', unit ' || claims.unit_text || ' (' || claims.figure_text || ' in ' || claims.article_id || ')'
    end as expected,
    case
        when claims.claim_id is null then 'look the claim up again and correct the claim_id, or delete the row'
        else 'look at the article again; write what it prints, or delete the row'
    end as mend
from corrections
left join claims on corrections.claim_id = claims.claim_id
where
    claims.claim_id is null
    or corrections.printed_value != claims.value
    or corrections.unit_text != claims.unit_text
order by corrections.source_line
