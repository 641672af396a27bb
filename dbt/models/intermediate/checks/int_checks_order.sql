with statements as (select * from {{ ref("int_statements") }}),

lookups as (select * from {{ ref("int_lookups") }}),

parts as (select * from {{ ref("int_parts") }}),

relations as (select * from {{ ref("indicator_relations") }}),

bridge as (select * from {{ ref("bridge_region_members") }}),

regions as (select * from {{ ref("dim_regions") }}),

sentences as (select * from {{ ref("int_sentences") }}),

-- A part of profits is above the whole where another part is a loss.
levels as (
    select *
    from statements
    where measure = 'level' and not can_be_negative
),

-- A part of the vocabulary alone; several are added up.
single_parts as (
    select
        *,
        'part_of_indicators' as rule,
        false as is_soft
    from parts
    where part_count = 1 and set_kind = 'indicators' and not can_be_negative
),

-- The same under a subject that is worded longer (大赛, 大赛甘肃赛区). Where that is the whole, its part may be of more.
related_subjects as (
    select
        wholes.*,
        parts.claim_id as part_claim_id,
        parts.printed as part_printed,
        parts.indicator_zh as part_indicator_zh,
        parts.indicator_en as part_indicator_en,
        parts.low as part_low,
        parts.high as part_high,
        'part_of_indicators' as rule,
        not starts_with(parts.subject, wholes.subject) as is_soft
    from levels as parts
    inner join relations on parts.indicator_id = relations.indicator_id
    inner join levels as wholes
        on
            parts.story_id = wholes.story_id
            and relations.whole_id = wholes.indicator_id
            and parts.region_id = wholes.region_id
            and parts.status = wholes.status
            and parts.base_unit = wholes.base_unit
            and parts.starts_on = wholes.starts_on
            and parts.ends_on = wholes.ends_on
            and parts.subject != wholes.subject
            and (starts_with(parts.subject, wholes.subject) or starts_with(wholes.subject, parts.subject))
    where parts.subject != '' and wholes.subject != ''
),

-- A region in all that it lies in, where it is not added up. What counts for a zone may lie outside: only suspect.
levels_in_regions as (
    select
        levels.*,
        bridge.region_id as whole_region_id,
        wholes.level = 'area' or members.level = 'area' as is_soft
    from levels
    inner join bridge on levels.region_id = bridge.member_id
    inner join regions as wholes on bridge.region_id = wholes.region_id
    inner join regions as members on bridge.member_id = members.region_id
    where levels.is_additive
),

regions_in_regions as (
    select
        asker.*,
        {{ looked_up("whole") }}
    from levels_in_regions as asker
    {{ look_up("whole", region_id="asker.whole_region_id") }}
),

not_added_up as (
    select regions_in_regions.*
    from regions_in_regions
    left join parts
        on
            regions_in_regions.whole_claim_id = parts.claim_id
            and regions_in_regions.claim_id = parts.part_claim_id
            and parts.part_count > 1
    where regions_in_regions.whole_claim_id is not null and parts.claim_id is null
),

levels_of_subjects as (
    select *
    from levels
    where subject != '' and is_additive
),

-- An industry or a park in its region. A group of companies reports more than it makes in its city: only suspect.
subjects as (
    select
        asker.*,
        {{ looked_up("whole") }}
    from levels_of_subjects as asker
    {{ look_up("whole", subject="''") }}
),

-- 其中: what stands behind it, up to the next comma, is a part of the last figure of its unit before it.
placed as (
    select
        levels.*,
        levels.span_start - length(
            regexp_extract(
                left(sentences.text, levels.span_start - levels.sentence_start), '其中[，,：:]?[^，,；;：:]*$'
            )
        ) as among_at
    from levels
    inner join sentences
        on levels.article_id = sentences.article_id and levels.sentence_start = sentences.sentence_start
),

among as (
    select
        wholes.*,
        parts.claim_id as part_claim_id,
        parts.printed as part_printed,
        parts.indicator_zh as part_indicator_zh,
        parts.indicator_en as part_indicator_en,
        parts.low as part_low,
        parts.high as part_high,
        'among' as rule,
        true as is_soft
    from placed as parts
    asof inner join levels as wholes
        on
            parts.article_id = wholes.article_id
            and parts.sentence_start = wholes.sentence_start
            and parts.unit_text = wholes.unit_text
            and parts.status = wholes.status
            and parts.among_at >= wholes.span_end
    where parts.among_at < parts.span_start
),

of_wholes as (
    select * from single_parts
    union all by name
    select * from related_subjects
    union all by name
    select * from among
),

computed as (
    select
        rule,
        story_id,
        region_id,
        indicator_id,
        subject,
        period,
        base_unit,
        claim_id,
        part_claim_id,
        is_soft,
        high as whole_high,
        part_low,
        part_high,
        concat({{ about_zh() }}, '为', printed, '，其中', part_indicator_zh, '为', part_printed) as detail_zh,
        concat({{ about_en() }}, ': ', printed, '; a part of it, ', part_indicator_en, ': ', part_printed)
            as detail_en
    from of_wholes
    union all
    select
        'part_of_regions' as rule,
        story_id,
        region_id,
        indicator_id,
        subject,
        period,
        base_unit,
        whole_claim_id as claim_id,
        claim_id as part_claim_id,
        is_soft,
        whole_high,
        low as part_low,
        high as part_high,
        concat({{ about_zh() }}, '为', printed, '，', whole_region_name, '为', whole_printed) as detail_zh,
        concat({{ about_en() }}, ': ', printed, '; of ', whole_region_name_en, ': ', whole_printed) as detail_en
    from not_added_up
    union all
    select
        'subject_in_region' as rule,
        story_id,
        region_id,
        indicator_id,
        subject,
        period,
        base_unit,
        whole_claim_id as claim_id,
        claim_id as part_claim_id,
        true as is_soft,
        whole_high,
        low as part_low,
        high as part_high,
        concat(
            period, case when period != '' then ' ' end, region_name, indicator_zh, '为', whole_printed, '，其中',
            subject, '为', printed
        ) as detail_zh,
        concat(
            indicator_en, ' of ', region_name_en, case when period != '' then ', ' end, period, ': ', whole_printed,
            '; ', subject, ': ', printed
        ) as detail_en
    from subjects
    where whole_claim_id is not null
)

-- A pair that two rules find is one check, under the rule that can call it a conflict.
select distinct on (claim_id, part_claim_id)
    {{ check_key("'order'", "rule") }},
    ['whole', 'part'] as roles,
    [claim_id, part_claim_id] as claim_ids,
    detail_zh,
    detail_en,
    {{ check_outcome(expected=("null", "whole_high"), found=("part_low", "part_high"), is_soft="is_soft") }}
from computed
order by claim_id, part_claim_id, is_soft, rule
