with figures as (select * from {{ ref("stg_figures") }}),

claims as (select * from {{ ref("int_claims") }}),

rejections as (select * from {{ ref("stg_rejections") }}),

units as (select * from {{ ref("units") }}),

sentences as (select * from {{ ref("int_sentences") }}),

claim_counts as (
    select
        figures.document,
        figures.span_start,
        figures.span_end,
        count(*) as claim_count
    from figures
    inner join claims
        on
            figures.article_id = claims.article_id
            and figures.span_start < claims.span_end
            and figures.span_end > claims.span_start
    group by figures.document, figures.span_start, figures.span_end
),

rejected as (
    select
        figures.document,
        figures.span_start,
        figures.span_end,
        arg_min(rejections.rejected_by, rejections.span_start) as rejected_by,
        arg_min(rejections.rejected_on, rejections.span_start) as rejected_on,
        arg_min(rejections.rejection_reason, rejections.span_start) as rejection_reason
    from figures
    inner join rejections
        on
            figures.article_id = rejections.article_id
            and figures.span_start < rejections.span_end
            and figures.span_end > rejections.span_start
    group by figures.document, figures.span_start, figures.span_end
),

-- The last word has a person: a figure with a curated claim is read, and one that was rejected is none, whatever the
-- reader made of it.
ledger as (
    select
        figures.*,
        rejected.rejected_by,
        rejected.rejection_reason,
        rejected.rejected_on,
        coalesce(claim_counts.claim_count, 0) as claim_count,
        case
            when claim_counts.claim_count > 0 then 'claim'
            when rejected.rejected_by is not null then 'not_a_claim'
            when figures.reading = 'claim' then 'unread'
            else figures.reading
        end as final_reading
    from figures
    left join claim_counts
        on
            figures.document = claim_counts.document
            and figures.span_start = claim_counts.span_start
            and figures.span_end = claim_counts.span_end
    left join rejected
        on
            figures.document = rejected.document
            and figures.span_start = rejected.span_start
            and figures.span_end = rejected.span_end
)

select
    substring(
        sha256(concat_ws(chr(31), ledger.document, ledger.span_start, ledger.span_end)), 1, 16
    ) as figure_id,
    ledger.article_id,
    ledger.document,
    ledger.figure_text,
    ledger.figure_kind,
    ledger.unit_word,
    units.base_unit,
    ledger.bound,
    ledger.final_reading as reading,
    case
        when ledger.final_reading = 'claim' then ''
        when ledger.rejected_by is not null then 'rejected'
        else ledger.reason
    end as reason,
    case when ledger.claim_count = 0 then ledger.rejection_reason end as rejection_reason,
    case when ledger.claim_count = 0 then ledger.rejected_by end as rejected_by,
    case
        when length(sentences.text) <= 1000 and ledger.span_end <= sentences.sentence_end
            then trim(sentences.text, ' ' || chr(9) || chr(10) || chr(13) || chr(160) || chr(12288))
    end as sentence,
    ledger.value_low,
    ledger.value_high,
    cast(ledger.claim_count as integer) as claim_count,
    ledger.span_start,
    ledger.span_end,
    case when ledger.claim_count = 0 then ledger.rejected_on end as rejected_on
from ledger
left join units on ledger.unit_word = units.unit
asof left join sentences
    on
        ledger.article_id = sentences.article_id
        and ledger.span_start >= sentences.sentence_start
order by ledger.document, ledger.span_start, ledger.span_end
