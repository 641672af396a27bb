with claims as (select * from {{ ref("stg_claims") }}),

conversions as (select * from {{ ref("int_claims_in_base_units") }}),

-- The digits are counted in the figure, since the stored value does not know how many of its zeros were printed.
-- What stands behind the last of them says what it counts: hundreds of 亿 in 三千二百亿.
printed as (
    select
        claim_id,
        measure,
        bound,
        length(regexp_extract(figure_text, '[.．点點]([0-9０-９〇零一二三四五六七八九]*)', 1)) as decimal_places,
        regexp_extract(
            translate(figure_text, '億萬', '亿万'),
            '(?:^|[0-9０-９〇零一二两兩三四五六七八九十百千佰仟几幾余餘多来來])([百千佰仟万亿兆]+)'
            || '[^0-9０-９〇零一二两兩三四五六七八九]*$',
            1
        ) as places,
        translate(unit_text, '億萬', '亿万') as unit_text
    from claims
),

-- A scale word that is a part of the unit (亿元) is in its factor already.
scaled as (
    select
        * exclude (places),
        case
            when places = '' then ''
            else
                left(
                    places,
                    length(places) - list_max(
                        list_transform(
                            range(0, length(places) + 1),
                            lambda taken: if(starts_with(unit_text, right(places, taken)), taken, 0)
                        )
                    )
                )
        end as places
    from printed
),

multiplied as (
    select
        *,
        cast(
            list_product(
                list_transform(
                    string_split(places, ''),
                    lambda place: case place
                        when '百' then 1e2 when '佰' then 1e2 when '千' then 1e3 when '仟' then 1e3
                        when '万' then 1e4 when '亿' then 1e8 when '兆' then 1e12 else 1e0
                    end
                )
            ) as decimal(18, 0)
        ) as multiplier
    from scaled
),

-- 1184亿元 says 1183.5 to 1184.5: half a unit of the last digit that is printed. None where no column can hold it.
precisions as (
    select
        multiplied.claim_id,
        multiplied.bound,
        conversions.value_base,
        try(
            cast(
                case
                    when multiplied.measure in ('rank', 'streak') then conversions.factor
                    else
                        cast('1e-' || multiplied.decimal_places as decimal(7, 6)) * conversions.factor
                        * multiplied.multiplier
                end as decimal(38, 12)
            )
        ) as precision_base
    from multiplied
    left join conversions on multiplied.claim_id = conversions.claim_id
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
