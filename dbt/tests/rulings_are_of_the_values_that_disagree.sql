-- A ruling was made for certain values: where they have changed, or the conflict is gone, a person has to look again.
with rulings as (select * from {{ ref("stg_rulings") }}),

claims as (select * from {{ ref("fct_claims") }}),

conflicts as (select * from {{ ref("fct_conflicts") }}),

compared as (
    select
        rulings.*,
        coalesce(conflicts.guard, rtrim(rtrim(cast(claims.value_base as varchar), '0'), '.')) as values_now
    from rulings
    left join conflicts on rulings.conflict_id = conflicts.conflict_id
    left join claims on rulings.claim_id = claims.claim_id
)

select
    'raw/rulings.csv:' || source_line as place,
    coalesce(conflict_id, claim_id) as ruled,
    'guard ' || guard as found,
    case
        when values_now is not null then 'guard ' || values_now
        when conflict_id is not null then 'a conflict_id of marts.fct_conflicts'
        else 'a claim_id of marts.fct_claims'
    end as expected,
    'look at the claims again; write their values in base units as guard, or delete the row' as mend
from compared
where guard is distinct from values_now
order by source_line
