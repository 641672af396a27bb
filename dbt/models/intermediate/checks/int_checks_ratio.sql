with statements as (select * from {{ ref("int_statements") }}),

lookups as (select * from {{ ref("int_lookups") }}),

ratios as (select * from {{ ref("indicator_ratios") }}),

indicators as (select * from {{ ref("dim_indicators") }}),

-- Rates that the vocabulary defines by two other indicators: 城镇化率, 人均地区生产总值, 研发经费投入强度.
asker as (
    select
        statements.*,
        ratios.numerator_id,
        ratios.denominator_id,
        ratios.multiplier,
        ratios.margin_percent,
        numerators.base_unit as numerator_base_unit,
        denominators.base_unit as denominator_base_unit,
        denominators.name_zh as denominator_zh,
        numerators.name_zh as numerator_zh,
        -- A target is of targets.
        case when statements.status in ('actual', 'preliminary') then 'outcome' else statements.status end
            as asked_status
    from statements
    inner join ratios on statements.indicator_id = ratios.indicator_id
    inner join indicators as rates
        on statements.indicator_id = rates.indicator_id and statements.base_unit = rates.base_unit
    inner join indicators as numerators on ratios.numerator_id = numerators.indicator_id
    inner join indicators as denominators on ratios.denominator_id = denominators.indicator_id
    where statements.measure in ('level', 'share', 'ratio')
),

roles as (
    select
        asker.*,
        asker.low as printed_low,
        asker.high as printed_high,
        {{ looked_up("numerator") }},
        {{ looked_up("denominator") }}
    from asker
    {{ look_up(
        "numerator", measure="'level'", indicator_id="asker.numerator_id", base_unit="asker.numerator_base_unit",
        status="asker.asked_status"
    ) }}
    {{ look_up(
        "denominator", measure="'level'", indicator_id="asker.denominator_id", base_unit="asker.denominator_base_unit",
        status="asker.asked_status"
    ) }}
),

scaled as (
    select
        *,
        printed_low / multiplier as rate_low,
        printed_high / multiplier as rate_high
    from roles
),

computed as (
    select
        *,
        {{ quotient_low("numerator", "denominator") }} * multiplier * (1 - margin_percent / 100) as expected_low,
        {{ quotient_high("numerator", "denominator") }} * multiplier * (1 + margin_percent / 100) as expected_high,
        {{ quotient_low("numerator", "rate") }} as denominator_by_rate_low,
        {{ quotient_high("numerator", "rate") }} as denominator_by_rate_high
    from scaled
    where numerator_claim_id is not null
)

select
    {{ check_key("'share'", "'ratio_of_indicators'") }},
    ['numerator', 'denominator', 'ratio'] as roles,
    [numerator_claim_id, denominator_claim_id, claim_id] as claim_ids,
    concat(
        {{ about_zh() }}, '为', printed, '，', numerator_zh, '为', numerator_printed, '，', denominator_zh, '为',
        denominator_printed
    ) as detail_zh,
    concat(
        {{ about_en() }}, ': ', printed, '; ', numerator_indicator_en, ': ', numerator_printed, '; ',
        denominator_indicator_en, ': ', denominator_printed
    ) as detail_en,
    {{ check_outcome(
        expected=("expected_low", "expected_high"), found=("printed_low", "printed_high"),
        is_soft="margin_percent > 0"
    ) }}
from computed
where denominator_claim_id is not null

union all

select
    {{ check_key(
        "'share'", "'denominator_by_ratio'", base_unit="denominator_base_unit", implied_indicator_id="denominator_id"
    ) }},
    ['numerator', 'ratio'] as roles,
    [numerator_claim_id, claim_id] as claim_ids,
    concat({{ about_zh() }}, '为', printed, '，', numerator_zh, '为', numerator_printed) as detail_zh,
    concat({{ about_en() }}, ': ', printed, '; ', numerator_indicator_en, ': ', numerator_printed) as detail_en,
    {{ check_outcome(
        expected=("denominator_by_rate_low", "denominator_by_rate_high"), implied_zh="denominator_zh",
        implied_en="concat('the denominator (', denominator_zh, ')')", is_soft="margin_percent > 0"
    ) }}
from computed
where denominator_claim_id is null
