with claims as (select * from {{ ref("int_published_claims") }}),

regions as (select * from {{ ref("regions") }}),

indicators as (select * from {{ ref("indicators") }}),

articles as (select * from {{ ref("dim_articles") }}),

-- A period without a beginning (累计) or without any dates gets the first day that there is, so that keys compare equal.
keyed as (
    select
        claims.*,
        coalesce(nullif(regions.name_en, ''), regions.name) as region_name_en,
        coalesce(claims.period_start, date '0001-01-01') as starts_on,
        coalesce(claims.period_end, date '0001-01-01') as ends_on,
        {{ comparator() }} as comparator,
        {{ as_printed("claims") }} as printed,
        coalesce(indicators.is_additive, false) as is_additive,
        coalesce(claims.measure = 'level' and indicators.plausible_min >= 0, false) as is_never_negative,
        coalesce(claims.measure = 'level' and indicators.plausible_min < 0, false) as can_be_negative
    from claims
    left join regions on claims.region_id = regions.region_id
    left join indicators on claims.indicator_id = indicators.indicator_id
    left join articles on claims.article_id = articles.article_id
    where
        claims.region_id is not null
        and claims.indicator_id is not null
        -- A headline says loosely what the text says again, mostly without its period.
        and (claims.origin = 'curated' or claims.sentence is distinct from articles.title)
),

-- One claim speaks for all in which a source says the same: a curated one, an exact one, the one with the most digits.
ranked as (
    select
        *,
        row_number() over chosen as preference,
        first_value(claim_id) over chosen as spoken_for_by
    from keyed
    window
        chosen as (
            partition by
                story_id, region_id, indicator_id, subject, measure, status, base_unit, starts_on, ends_on, comparator
            order by
                case origin when 'curated' then 1 else 2 end asc,
                case bound when 'exact' then 1 else 2 end asc,
                precision_base asc,
                published_on asc,
                span_start asc,
                claim_id asc
        )
),

places as (
    select
        spoken_for_by,
        list(span_start order by span_start) as printed_at
    from ranked
    group by spoken_for_by
),

spoken as (
    select
        ranked.*,
        places.printed_at
    from ranked
    inner join places on ranked.claim_id = places.spoken_for_by
    where ranked.preference = 1
)

select
    claim_id,
    story_id,
    article_id,
    region_id,
    indicator_id,
    region_name,
    region_name_en,
    subject,
    indicator_zh,
    indicator_en,
    measure,
    printed,
    unit_text,
    base_unit,
    bound,
    period,
    period_kind,
    status,
    origin,
    compared_with,
    comparator,
    sentence_start,
    span_start,
    span_end,
    printed_at,
    value_base,
    precision_base,
    cast(
        case
            when lower_base is null and is_never_negative and value_base >= 0 then 0 else lower_base
        end as double
    ) as low,
    cast(upper_base as double) as high,
    is_additive,
    can_be_negative,
    -- A stock or a flow of the same length a year before.
    starts_on,
    ends_on,
    case
        when starts_on = date '0001-01-01' then starts_on else cast(starts_on - interval 1 year as date)
    end as year_before_starts_on,
    case
        when ends_on = date '0001-01-01' then ends_on
        when ends_on = last_day(ends_on) and ends_on > starts_on then last_day(cast(ends_on - interval 1 year as date))
        else cast(ends_on - interval 1 year as date)
    end as year_before_ends_on,
    published_on
from spoken
