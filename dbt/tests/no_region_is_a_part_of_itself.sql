select
    region_id,
    member_id
from {{ ref("bridge_region_members") }}
where region_id = member_id
