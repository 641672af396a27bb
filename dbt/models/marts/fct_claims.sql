with int_claims as (select * from {{ ref("int_claims") }}),

articles as (select * from {{ ref("stg_articles") }}),

documents as (select * from {{ ref("stg_documents") }}),

regions as (select * from {{ ref("regions") }}),

indicators as (select * from {{ ref("indicators") }}),

conversions as (select * from {{ ref("int_claims_in_base_units") }}),

intervals as (select * from {{ ref("int_claim_intervals") }}),

stories as (select * from {{ ref("int_article_stories") }}),

years as (select * from {{ ref("int_claim_years") }}),

sentences as (select * from {{ ref("int_sentences") }}),

claims as (
    select
        *,
        {{ is_published() }} as is_published
    from int_claims
),

-- Where the figure runs over the end of the sentence (a broken line), or the sentence is longer than a thousand
-- characters, the quote stands in for it.
sentences_of_claims as (
    select
        claims.claim_id,
        sentences.sentence_start,
        case
            when length(sentences.text) > 1000 or claims.span_end > sentences.sentence_end
                then claims.quote
            else trim(sentences.text, ' ' || chr(9) || chr(10) || chr(13) || chr(160) || chr(12288))
        end as sentence
    from claims
    asof left join sentences
        on
            claims.article_id = sentences.article_id
            and claims.span_start >= sentences.sentence_start
)

select
    claims.claim_id,
    claims.article_id,
    stories.story_id,
    claims.document,
    claims.region_id,
    claims.indicator_id,
    case
        when
            claims.is_published and claims.region_id is not null and years.year is not null
            and claims.indicator_id is not null
            then
                substring(
                    sha256(
                        concat_ws(
                            chr(31),
                            claims.region_id,
                            cast(years.year as varchar),
                            claims.indicator_id,
                            claims.subject,
                            claims.measure,
                            claims.status
                        )
                    ),
                    1, 16
                )
    end as observation_id,
    documents.document_sha256,
    regions.name as region_name,
    claims.subject,
    indicators.name_zh as indicator_zh,
    indicators.name_en as indicator_en,
    claims.indicator_text,
    claims.measure,
    claims.figure_text,
    claims.unit_text,
    conversions.base_unit,
    claims.bound,
    claims.period,
    claims.period_kind,
    claims.period_basis,
    years.year_basis,
    claims.status,
    claims.compared_with,
    claims.region_basis,
    claims.quote,
    sentences_of_claims.sentence,
    documents.outlet,
    documents.source_kind,
    claims.origin,
    claims.curator,
    claims.rules,
    claims.weakest_field,
    claims.source_file,
    claims.note,
    claims.value,
    claims.confidence,
    conversions.value_base,
    conversions.printed_value_base,
    intervals.precision_base,
    intervals.lower_base,
    intervals.upper_base,
    years.year,
    claims.span_start,
    claims.span_end,
    sentences_of_claims.sentence_start,
    claims.quote_start,
    claims.quote_end,
    claims.source_line,
    claims.is_optional,
    claims.is_restatement,
    conversions.is_corrected,
    claims.is_published,
    claims.period_start,
    claims.period_end,
    articles.published_on,
    claims.curated_on
from claims
left join articles on claims.article_id = articles.article_id
left join documents on claims.document = documents.document
left join regions on claims.region_id = regions.region_id
left join indicators on claims.indicator_id = indicators.indicator_id
left join conversions on claims.claim_id = conversions.claim_id
left join intervals on claims.claim_id = intervals.claim_id
left join stories on claims.article_id = stories.article_id
left join years on claims.claim_id = years.claim_id
left join sentences_of_claims on claims.claim_id = sentences_of_claims.claim_id
order by claims.article_id, claims.span_start, claims.span_end, claims.claim_id
