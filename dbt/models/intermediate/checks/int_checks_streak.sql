with statements as (select * from {{ ref("int_statements") }}),

counted as (
    select
        *,
        cast(
            case base_unit when 'month' then 1 when 'quarter' then 3 when 'year' then 12 end * value_base as integer
        ) as month_count,
        -- Of two streaks that end on one day nobody knows which one has the threshold.
        sum(len(printed_at)) over (partition by story_id, region_id, indicator_id, subject, ends_on) > 1
            as is_one_of_many
    from statements
    where measure = 'streak' and ends_on > date '0001-01-01' and value_base between 1 and 1200
),

-- 连续22个月保持在9%以上: how long, and the threshold that the article prints for the same thing.
streaks as (
    select
        streaks.story_id,
        streaks.region_id,
        streaks.indicator_id,
        streaks.subject,
        streaks.claim_id as streak_claim_id,
        streaks.printed as streak_printed,
        streaks.ends_on as streak_ends_on,
        cast(streaks.ends_on - to_months(streaks.month_count) as date) as streak_starts_after_day,
        streaks.ends_on = last_day(streaks.ends_on) as is_month_end,
        streaks.is_one_of_many,
        thresholds.claim_id as threshold_claim_id,
        regexp_replace(thresholds.printed, '^(至少|至多|超|不到)', '') as threshold_printed,
        thresholds.measure,
        thresholds.base_unit,
        thresholds.low as threshold_low,
        thresholds.high as threshold_high
    from counted as streaks
    inner join statements as thresholds
        on
            streaks.story_id = thresholds.story_id
            and streaks.region_id = thresholds.region_id
            and streaks.indicator_id = thresholds.indicator_id
            and streaks.subject = thresholds.subject
            and streaks.ends_on = thresholds.ends_on
    where
        thresholds.measure in ('growth_yoy', 'level', 'ratio')
        and thresholds.bound in ('at_least', 'more_than', 'at_most', 'less_than')
        and thresholds.starts_on = date '0001-01-01'
),

-- Six months up to the end of June begin after the end of December, and not after the 30th.
dated as (
    select
        *,
        case when is_month_end then last_day(streak_starts_after_day) else streak_starts_after_day end
            as streak_starts_after
    from streaks
)

-- Growth of a year, of half a year or of the first months is one of the rates that the statistics print by month: one
-- that ends within the streak must keep the threshold.
select
    'order' as kind,
    'streak_against_rate' as rule,
    statements.story_id,
    statements.region_id,
    statements.indicator_id,
    statements.subject,
    statements.period,
    statements.base_unit,
    null as implied_indicator_id,
    ['streak', 'threshold', 'rate'] as roles,
    [dated.streak_claim_id, dated.threshold_claim_id, statements.claim_id] as claim_ids,
    concat(
        statements.region_name, statements.subject, statements.indicator_zh, '至', dated.streak_ends_on, '连续',
        dated.streak_printed, '保持在', dated.threshold_printed,
        case when dated.threshold_high is null then '以上' else '以下' end, '，而', statements.period, '为',
        statements.printed
    ) as detail_zh,
    concat(
        statements.indicator_en, ' of ', statements.region_name_en, ': ', dated.streak_printed, ' up to ',
        dated.streak_ends_on, case when dated.threshold_high is null then ' not below ' else ' not above ' end,
        dated.threshold_printed, ', but ', statements.printed, ' in ', statements.period
    ) as detail_en,
    null as implied_zh,
    null as implied_en,
    dated.threshold_low as expected_low,
    dated.threshold_high as expected_high,
    statements.low as found_low,
    statements.high as found_high,
    false as is_implied,
    dated.is_one_of_many as is_soft
from dated
inner join statements
    on
        dated.region_id = statements.region_id
        and dated.indicator_id = statements.indicator_id
        and dated.subject = statements.subject
        and dated.measure = statements.measure
        and dated.base_unit = statements.base_unit
        and dated.streak_starts_after < statements.ends_on
        and dated.streak_ends_on >= statements.ends_on
where
    statements.status in ('actual', 'preliminary')
    and statements.claim_id != dated.threshold_claim_id
    and statements.starts_on > date '0001-01-01'
