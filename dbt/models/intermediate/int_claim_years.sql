with claims as (select * from {{ ref("stg_claims") }}),

indicators as (select * from {{ ref("indicators") }}),

based as (
    select
        claims.claim_id,
        claims.period_end,
        case
            when claims.period_kind = 'year' then 'year'
            when claims.period_kind = 'cumulative' then 'to_date'
            when claims.period_kind = 'none' then null
            -- A stock, a place and a streak hold at a moment; a flow over a part of a year is not the year's value.
            when coalesce(indicators.is_stock, false) or claims.measure in ('rank', 'streak') then 'moment'
        end as year_basis
    from claims
    left join indicators on claims.indicator_id = indicators.indicator_id
)

select
    claim_id,
    year_basis,
    case when year_basis is not null then cast(year(period_end) as integer) end as year
from based
