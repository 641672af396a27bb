-- Observations, checks and findings are made of these, and so never see a claim that waits for a review.
select * -- noqa: AM04
from {{ ref("fct_claims") }}
where is_published
