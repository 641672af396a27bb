with confidence_bins as (select * from {{ ref("confidence_bins") }}),

claims as (select * from {{ ref("stg_claims") }}),

rejections as (select * from {{ ref("stg_rejections") }}),

pairs as (select * from {{ ref("int_reader_pairs") }}),

indicators as (select * from {{ ref("indicators") }}),

bins as (
    select
        lower as confidence_from,
        upper as confidence_to,
        claim_count,
        right_count
    from confidence_bins
),

signed as (
    select
        claim_id,
        article_id,
        subject,
        span_start,
        span_end
    from claims
    where origin = 'curated'
),

readings as (
    select *
    from claims
    where origin = 'reader'
),

-- The reader's claims on figures that a person has judged; what is still to be reviewed says nothing.
on_signed as (
    select distinct readings.claim_id
    from readings
    inner join signed
        on
            readings.article_id = signed.article_id
            and readings.span_start < signed.span_end
            and readings.span_end > signed.span_start
),

on_rejected as (
    select distinct readings.claim_id
    from readings
    inner join rejections
        on
            readings.article_id = rejections.article_id
            and readings.span_start < rejections.span_end
            and readings.span_end > rejections.span_start
),

-- A subject is as good in the name of the indicator (青年基金项目 of 青年基金项目金额), and in a longer or a shorter name.
right_readings as (
    select pairs.reader_id as claim_id
    from pairs
    inner join readings on pairs.reader_id = readings.claim_id
    inner join signed on pairs.curated_id = signed.claim_id
    left join indicators on readings.indicator_id = indicators.indicator_id
    where
        pairs.is_value_right
        and pairs.is_measure_right
        and pairs.is_period_right
        and pairs.is_region_right
        and pairs.is_indicator_right
        and pairs.is_status_right
        and if(
            readings.subject = '' or signed.subject = '',
            contains(coalesce(indicators.name_zh, readings.indicator_text), readings.subject || signed.subject),
            contains(readings.subject, signed.subject) or contains(signed.subject, readings.subject)
        )
),

judged as (
    select
        readings.confidence,
        right_readings.claim_id is not null as is_right,
        on_signed.claim_id is null as is_rejected
    from readings
    left join on_signed on readings.claim_id = on_signed.claim_id
    left join on_rejected on readings.claim_id = on_rejected.claim_id
    left join right_readings on readings.claim_id = right_readings.claim_id
    where on_signed.claim_id is not null or on_rejected.claim_id is not null
),

counted as (
    select
        bins.confidence_from,
        count(judged.confidence) as judged_count,
        count(*) filter (where judged.is_right) as accepted_count,
        count(*) filter (where not judged.is_right and not judged.is_rejected) as corrected_count,
        count(*) filter (where judged.is_rejected) as rejected_count
    from bins
    left join judged
        on
            bins.confidence_from <= judged.confidence
            and (bins.confidence_to > judged.confidence or bins.confidence_to = 1)
    group by bins.confidence_from
)

select
    bins.confidence_from,
    bins.confidence_to,
    bins.claim_count as shipped_claim_count,
    bins.right_count as shipped_right_count,
    cast(bins.right_count / nullif(bins.claim_count, 0) as decimal(4, 3)) as shipped_share,
    cast(counted.judged_count as integer) as judged_count,
    cast(counted.accepted_count as integer) as accepted_count,
    cast(counted.corrected_count as integer) as corrected_count,
    cast(counted.rejected_count as integer) as rejected_count,
    cast(counted.accepted_count / nullif(counted.judged_count, 0) as decimal(4, 3)) as accepted_share,
    bins.confidence_to > {{ var("reader_publish_confidence") }} as is_published
from bins
left join counted on bins.confidence_from = counted.confidence_from
order by bins.confidence_from
