{# So many rounds take all pairs but for a chain of longer rivalry over one figure, which no text of ours has. #}
{% set rounds = 4 %}

with claims as (select * from {{ ref("stg_claims") }}),

conversions as (select * from {{ ref("int_claims_in_base_units") }}),

valued as (
    select
        claims.*,
        conversions.printed_value_base,
        conversions.base_unit,
        coalesce(claims.indicator_id, claims.indicator_text) as indicator,
        coalesce(claims.region_id, '') as region,
        coalesce(cast(claims.period_start as varchar), '')
        || '/' || coalesce(cast(claims.period_end as varchar), '') as period_days
    from claims
    left join conversions on claims.claim_id = conversions.claim_id
),

candidates as (
    select
        extracts.claim_id as curated_id,
        readings.claim_id as reader_id,
        extracts.span_start,
        -- Intersection over union of the spans; both ends of an overlap lie in both.
        (least(extracts.span_end, readings.span_end) - greatest(extracts.span_start, readings.span_start))
        / (greatest(extracts.span_end, readings.span_end) - least(extracts.span_start, readings.span_start))
            as overlap,
        extracts.printed_value_base = readings.printed_value_base
        and extracts.base_unit = readings.base_unit as is_value_right,
        extracts.measure = readings.measure as is_measure_right,
        extracts.period_days = readings.period_days as is_period_right,
        extracts.region = readings.region as is_region_right,
        extracts.indicator = readings.indicator as is_indicator_right,
        extracts.status = readings.status as is_status_right
    from valued as extracts
    inner join valued as readings
        on
            extracts.article_id = readings.article_id
            and extracts.span_start < readings.span_end
            and extracts.span_end > readings.span_start
    where extracts.origin = 'curated' and readings.origin = 'reader'
),

-- One order over all candidates: the best overlap first, then the most fields right.
ordered as (
    select
        *,
        row_number() over (
            order by
                overlap desc,
                cast(is_value_right as integer) + cast(is_measure_right as integer)
                + cast(is_period_right as integer) + cast(is_region_right as integer)
                + cast(is_indicator_right as integer) + cast(is_status_right as integer) desc,
                span_start asc,
                curated_id asc,
                reader_id asc
        ) as preference
    from candidates
),

{% for round in range(1, rounds + 1) %}
-- A pair that both sides prefer to all that is left is taken.
taken_{{ round }} as (
    {% if round > 1 %}
    select * from taken_{{ round - 1 }}
    union all
    {% endif %}
    select *
    from ordered
    {% if round > 1 %}
    where
        curated_id not in (select taken.curated_id from taken_{{ round - 1 }} as taken)
        and reader_id not in (select taken.reader_id from taken_{{ round - 1 }} as taken)
    {% endif %}
    qualify
        preference = min(preference) over (partition by curated_id)
        and preference = min(preference) over (partition by reader_id)
){{ "," if not loop.last }}

{% endfor %}

select
    curated_id,
    reader_id,
    is_value_right,
    is_measure_right,
    is_period_right,
    is_region_right,
    is_indicator_right,
    is_status_right
from taken_{{ rounds }}
