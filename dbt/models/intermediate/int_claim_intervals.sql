with claims as (select * from {{ ref("stg_claims") }}),

conversions as (select * from {{ ref("int_claims_in_base_units") }}),

-- 1184亿元 says 1183.5 to 1184.5: half a unit of the last digit that is printed. The digits are counted in the figure,
-- since the stored value does not know how many of its zeros were printed.
printed as (
    select
        claim_id,
        bound,
        length(regexp_extract(figure_text, '[.．点點]([0-9０-９〇零一二三四五六七八九]*)', 1)) as decimal_places
    from claims
),

tolerances as (
    select
        printed.claim_id,
        printed.bound,
        conversions.value_base,
        case printed.bound
            when 'exact' then cast('5e-' || (printed.decimal_places + 1) as decimal(8, 7)) * conversions.factor
            when 'approx' then cast(0.1 as decimal(1, 1)) * abs(conversions.value_base)
            else 0
        end as tolerance
    from printed
    left join conversions on printed.claim_id = conversions.claim_id
)

select
    claim_id,
    case
        when bound in ('exact', 'approx', 'at_least', 'more_than')
            then cast(value_base - tolerance as decimal(38, 12))
    end as lower_base,
    case
        when bound in ('exact', 'approx', 'at_most', 'less_than')
            then cast(value_base + tolerance as decimal(38, 12))
    end as upper_base
from tolerances
