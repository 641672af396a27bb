with claims as (select * from {{ ref("stg_claims") }}),

pairs as (select * from {{ ref("int_reader_pairs") }}),

-- The reader is judged where a person has judged: in articles with curated extracts.
judged as (
    select distinct article_id
    from claims
    where origin = 'curated'
),

-- One row a curated claim, with the reader's that was paired with it, and one a reader's claim that none was. What may
-- as well be left out counts where the reader has it.
judgements as (
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
    inner join judged on readings.article_id = judged.article_id
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
        judgements.document,
        judgements.measure,
        fields.field,
        fields.ordinal,
        judgements.curated_count,
        judgements.reader_count,
        judgements.reader_id is not null and judgements.curated_count = 1 as is_matched,
        case fields.field
            when 'span' then judgements.reader_id is not null
            when 'value' then judgements.is_value_right
            when 'measure' then judgements.is_measure_right
            when 'period' then judgements.is_period_right
            when 'region' then judgements.is_region_right
            when 'indicator' then judgements.is_indicator_right
            when 'status' then judgements.is_status_right
            else
                judgements.is_value_right and judgements.is_measure_right and judgements.is_period_right
                and judgements.is_region_right and judgements.is_indicator_right and judgements.is_status_right
        end as is_right
    from judgements
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
