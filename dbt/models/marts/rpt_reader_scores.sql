with claims as (select * from {{ ref("stg_claims") }}),

rejections as (select * from {{ ref("stg_rejections") }}),

pairs as (select * from {{ ref("int_reader_pairs") }}),

judgements as (
    select
        article_id,
        span_start,
        span_end
    from claims
    where origin = 'curated'
    union all
    select
        article_id,
        span_start,
        span_end
    from rejections
),

-- The reader is judged where a person has judged: on figures that carry a curated claim or were rejected. What is still
-- to be reviewed in an article says nothing.
judged as (
    select distinct readings.claim_id
    from claims as readings
    inner join judgements
        on
            readings.article_id = judgements.article_id
            and readings.span_start < judgements.span_end
            and readings.span_end > judgements.span_start
    where readings.origin = 'reader'
),

-- One row a curated claim, with the reader's that was paired with it, and one a reader's claim that none was. What may
-- as well be left out counts where the reader has it.
compared as (
    select
        extracts.document,
        extracts.measure,
        1 as curated_count,
        cast(pairs.reader_id is not null as integer) as reader_count,
        pairs.*
    from claims as extracts
    left join pairs on extracts.claim_id = pairs.curated_id
    where extracts.origin = 'curated' and (not extracts.is_optional or pairs.reader_id is not null)
    union all by name
    select
        readings.document,
        readings.measure,
        0 as curated_count,
        1 as reader_count
    from claims as readings
    inner join judged on readings.claim_id = judged.claim_id
    left join pairs on readings.claim_id = pairs.reader_id
    where readings.origin = 'reader' and pairs.reader_id is null
),

fields (field, ordinal) as (
    values
    {% for field in score_fields() %}
    ('{{ field }}', {{ loop.index }}){{ "," if not loop.last }}
    {% endfor %}
),

results as (
    select
        compared.document,
        compared.measure,
        fields.field,
        fields.ordinal,
        compared.curated_count,
        compared.reader_count,
        compared.reader_id is not null and compared.curated_count = 1 as is_matched,
        case fields.field
            when 'span' then compared.reader_id is not null
            when 'value' then compared.is_value_right
            when 'measure' then compared.is_measure_right
            when 'period' then compared.is_period_right
            when 'region' then compared.is_region_right
            when 'indicator' then compared.is_indicator_right
            when 'status' then compared.is_status_right
            else
                compared.is_value_right and compared.is_measure_right and compared.is_period_right
                and compared.is_region_right and compared.is_indicator_right and compared.is_status_right
        end as is_right
    from compared
    cross join fields
),

counted as (
    select
        coalesce(document, '(all)') as document,
        coalesce(measure, '(all)') as measure,
        field,
        ordinal,
        cast(sum(curated_count) as integer) as curated_count,
        cast(sum(reader_count) as integer) as reader_count,
        cast(count(*) filter (where is_matched) as integer) as matched_count,
        cast(count(*) filter (where is_right) as integer) as right_count
    from results
    group by grouping sets (
        (field, ordinal),
        (field, ordinal, document),
        (field, ordinal, measure),
        (field, ordinal, document, measure)
    )
)

select
    document,
    measure,
    field,
    curated_count,
    reader_count,
    matched_count,
    right_count,
    cast(right_count / nullif(reader_count, 0) as decimal(7, 6)) as precision,
    cast(right_count / nullif(curated_count, 0) as decimal(7, 6)) as recall,
    cast(2 * right_count / (curated_count + reader_count) as decimal(7, 6)) as f1
from counted
order by document, measure, ordinal
