with claims as (select * from {{ ref("stg_claims") }}),

conversions as (select * from {{ ref("int_claims_in_base_units") }}),

-- The digits are counted in the figure, since the stored value does not know how many of its zeros were printed; in
-- 三千二百亿 the last one that is printed stands for hundreds.
printed as (
    select
        claim_id,
        measure,
        bound,
        length(regexp_extract(figure_text, '[.．点點]([0-9０-９〇零一二三四五六七八九]*)', 1)) as decimal_places,
        regexp_extract(figure_text, '^[〇零一二两兩三四五六七八九十百千佰仟]*([百千佰仟])', 1) as last_place
    from claims
),

-- 1184亿元 says 1183.5 to 1184.5: half a unit of the last digit that is printed.
precisions as (
    select
        printed.claim_id,
        printed.bound,
        conversions.value_base,
        cast(
            case
                when printed.measure in ('rank', 'streak') then conversions.factor
                when printed.last_place in ('百', '佰') then 100 * conversions.factor
                when printed.last_place in ('千', '仟') then 1000 * conversions.factor
                else cast('1e-' || printed.decimal_places as decimal(7, 6)) * conversions.factor
            end as decimal(38, 12)
        ) as precision_base
    from printed
    left join conversions on printed.claim_id = conversions.claim_id
),

tolerances as (
    select
        claim_id,
        value_base,
        precision_base,
        -- 下降超过5% is below -5%.
        case
            when value_base >= 0 then bound
            when bound in ('at_least', 'more_than') then 'at_most'
            when bound in ('at_most', 'less_than') then 'at_least'
            else bound
        end as side,
        case bound
            when 'exact' then cast(0.5 as decimal(2, 1)) * precision_base
            when 'approx' then cast(0.1 as decimal(1, 1)) * abs(value_base)
            else 0
        end as tolerance
    from precisions
)

select
    claim_id,
    precision_base,
    case
        when side in ('exact', 'approx', 'at_least', 'more_than')
            then cast(value_base - tolerance as decimal(38, 12))
    end as lower_base,
    case
        when side in ('exact', 'approx', 'at_most', 'less_than')
            then cast(value_base + tolerance as decimal(38, 12))
    end as upper_base
from tolerances
