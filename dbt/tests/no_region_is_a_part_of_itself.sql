select
    region_id,
    member_id,
    'another region as member' as expected,
    'delete the row in dbt/seeds/region_members.csv, or correct parent_id in dbt/seeds/regions.csv' as mend
from {{ ref("bridge_region_members") }}
where region_id = member_id
