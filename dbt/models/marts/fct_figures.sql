with figures as (select * from {{ ref("stg_figures") }}),

claims as (select * from {{ ref("int_claims") }}),

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

-- The last word has a person: a figure with a curated claim is read, whatever the reader made of it.
ledger as (
    select
        figures.*,
        coalesce(claim_counts.claim_count, 0) as claim_count,
        case
            when claim_counts.claim_count > 0 then 'claim'
            when figures.reading = 'claim' then 'unread'
            else figures.reading
        end as final_reading
    from figures
    left join claim_counts
        on
            figures.document = claim_counts.document
            and figures.span_start = claim_counts.span_start
            and figures.span_end = claim_counts.span_end
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
    case ledger.final_reading when 'claim' then '' else ledger.reason end as reason,
    case
        when length(sentences.text) <= 1000 and ledger.span_end <= sentences.sentence_end
            then trim(sentences.text, ' ' || chr(9) || chr(10) || chr(13) || chr(160) || chr(12288))
    end as sentence,
    ledger.value_low,
    ledger.value_high,
    cast(ledger.claim_count as integer) as claim_count,
    ledger.span_start,
    ledger.span_end
from ledger
left join units on ledger.unit_word = units.unit
asof left join sentences
    on
        ledger.article_id = sentences.article_id
        and ledger.span_start >= sentences.sentence_start
order by ledger.document, ledger.span_start, ledger.span_end
