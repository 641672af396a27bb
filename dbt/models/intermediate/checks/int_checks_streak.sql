with statements as (select * from {{ ref("int_statements") }}),

counted as (
    select
        *,
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
        streaks.is_one_of_many,
        cast(
            streaks.ends_on - to_months(
                cast(
                    case streaks.base_unit when 'month' then 1 when 'quarter' then 3 when 'year' then 12 end
                    * streaks.value_base as integer
                )
            ) as date
        ) as same_day_before,
        thresholds.claim_id as threshold_claim_id,
        regexp_replace(thresholds.printed, '^(至少|至多|超|不到|低于|高于)|(以上|以下|以内)$', '', 'g') as threshold_printed,
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

-- Three months up to the end of February begin after the end of November, not after its 28th day.
windows as (
    select
        *,
        case
            when streak_ends_on = last_day(streak_ends_on) then last_day(same_day_before) else same_day_before
        end as streak_starts_after
    from streaks
)

-- Growth of a year, of half a year or of the first months is one of the rates that the statistics print by month: one
-- that ends within the streak must keep the threshold.
select
    {{ check_key("'order'", "'streak_against_rate'", relation="statements") }},
    ['streak', 'threshold', 'rate'] as roles,
    [streaks.streak_claim_id, streaks.threshold_claim_id, statements.claim_id] as claim_ids,
    concat(
        statements.region_name, statements.subject, statements.indicator_zh,
        {{ measure_zh("statements.measure", "statements.comparator") }}, '至', streaks.streak_ends_on, '连续',
        streaks.streak_printed, '保持在', streaks.threshold_printed,
        case when streaks.threshold_high is null then '以上' else '以下' end, '，', statements.period, '为',
        statements.printed
    ) as detail_zh,
    concat(
        statements.indicator_en, ' of ', statements.region_name_en,
        case when statements.subject != '' then ' (' || statements.subject || ')' end,
        {{ measure_en("statements.measure", "statements.comparator") }}, ': ', streaks.streak_printed, ' up to ',
        streaks.streak_ends_on, case when streaks.threshold_high is null then ' not below ' else ' not above ' end,
        streaks.threshold_printed, '; ', statements.printed, ' in ', statements.period
    ) as detail_en,
    {{ check_outcome(
        expected=("streaks.threshold_low", "streaks.threshold_high"), found=("statements.low", "statements.high"),
        is_soft="streaks.is_one_of_many"
    ) }}
from windows as streaks
inner join statements
    on
        streaks.region_id = statements.region_id
        and streaks.indicator_id = statements.indicator_id
        and streaks.subject = statements.subject
        and streaks.measure = statements.measure
        and streaks.base_unit = statements.base_unit
        and streaks.streak_starts_after < statements.ends_on
        and streaks.streak_ends_on >= statements.ends_on
where
    statements.status in ('actual', 'preliminary')
    and statements.claim_id != streaks.threshold_claim_id
    and statements.starts_on > date '0001-01-01'
