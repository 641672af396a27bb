{# Joins for one role of a check: the statement of this key by the asker's own source, else by all sources. Columns that
   are not named are those of the asker. Both joins are on unique keys, so the asker's rows stay as many as they are. #}
{% macro look_up(role, status="asker.status", measure="asker.measure", region_id="asker.region_id",
                 indicator_id="asker.indicator_id", subject="asker.subject", base_unit="asker.base_unit",
                 starts_on="asker.starts_on", ends_on="asker.ends_on", comparator="''") -%}
{%- for scope, scope_id in [("here", "asker.story_id"), ("anywhere", "''")] %}
left join lookups as {{ role }}_{{ scope }}
    on
        {{ role }}_{{ scope }}.scope_id = {{ scope_id }}
        and {{ role }}_{{ scope }}.asked_status = {{ status }}
        and {{ role }}_{{ scope }}.region_id = {{ region_id }}
        and {{ role }}_{{ scope }}.indicator_id = {{ indicator_id }}
        and {{ role }}_{{ scope }}.subject = {{ subject }}
        and {{ role }}_{{ scope }}.measure = {{ measure }}
        and {{ role }}_{{ scope }}.base_unit = {{ base_unit }}
        and {{ role }}_{{ scope }}.starts_on = {{ starts_on }}
        and {{ role }}_{{ scope }}.ends_on = {{ ends_on }}
        and {{ role }}_{{ scope }}.comparator = {{ comparator }}
{%- endfor %}
{%- endmacro %}

{# The columns of what look_up found, under the name of the role; all null where it found nothing. #}
{% macro looked_up(role) -%}
{%- set columns = [
    "claim_id", "printed", "indicator_zh", "indicator_en", "region_name", "region_name_en", "low", "high", "value_base"
] -%}
{%- for column in columns %}
    if({{ role }}_here.claim_id is not null, {{ role }}_here.{{ column }}, {{ role }}_anywhere.{{ column }})
        as {{ role }}_{{ column }}{{ "," if not loop.last }}
{%- endfor %}
{%- endmacro %}

{# Of two roles the first that was found, under a new name. #}
{% macro first_found(role, first, second) -%}
{%- for column in ["claim_id", "printed", "low", "high"] %}
    if({{ first }}_claim_id is not null, {{ first }}_{{ column }}, {{ second }}_{{ column }})
        as {{ role }}_{{ column }}{{ "," if not loop.last }}
{%- endfor %}
{%- endmacro %}

{# What every check begins with: its kind and rule, what it is about, and of which indicator a value follows, if one
   does. All are SQL; `relation` is where the columns are from, in a join. #}
{% macro check_key(kind, rule, base_unit=none, implied_indicator_id="null", relation=none) -%}
{%- set from = relation ~ "." if relation else "" -%}
{{ kind }} as kind,
{{ rule }} as rule,
{%- for column in ["story_id", "region_id", "indicator_id", "subject", "period"] %}
{{ from }}{{ column }},
{%- endfor %}
{{ base_unit or from ~ "base_unit" }} as base_unit,
{{ implied_indicator_id }} as implied_indicator_id
{%- endmacro %}

{# What every check ends with: the ends of the interval that is expected, and of the one that is found. Where none is
   found, what is expected follows from the roles, and `implied_zh`, `implied_en` say what it is. #}
{% macro check_outcome(expected, found=none, implied_zh="null", implied_en="null", is_implied=none, is_soft="false") -%}
{{ implied_zh }} as implied_zh,
{{ implied_en }} as implied_en,
{{ expected[0] }} as expected_low,
{{ expected[1] }} as expected_high,
{{ found[0] if found else "null" }} as found_low,
{{ found[1] if found else "null" }} as found_high,
{{ is_implied or ("false" if found else "true") }} as is_implied,
{{ is_soft }} as is_soft
{%- endmacro %}

{# Interval arithmetic (R. E. Moore, Interval Analysis, 1966) on columns <name>_low and <name>_high, doubles; null is
   without bound. A quotient is defined where the divisor is surely above zero, a product where its second factor is. #}
{% macro quotient_low(part, whole) -%}
case
    when not coalesce({{ whole }}_low > 0, false) then null
    when {{ part }}_low >= 0 then coalesce({{ part }}_low / {{ whole }}_high, 0)
    else {{ part }}_low / {{ whole }}_low
end
{%- endmacro %}

{% macro quotient_high(part, whole) -%}
case
    when {{ part }}_high is null or not coalesce({{ whole }}_low > 0, false) then null
    when {{ part }}_high >= 0 then {{ part }}_high / {{ whole }}_low
    else coalesce({{ part }}_high / {{ whole }}_high, 0)
end
{%- endmacro %}

{% macro product_low(value, factor) -%}
case
    when not coalesce({{ factor }}_low >= 0, false) then null
    when {{ value }}_low >= 0 then {{ value }}_low * {{ factor }}_low
    else {{ value }}_low * {{ factor }}_high
end
{%- endmacro %}

{% macro product_high(value, factor) -%}
case
    when not coalesce({{ factor }}_low >= 0, false) then null
    when {{ value }}_high >= 0 then {{ value }}_high * {{ factor }}_high
    else {{ value }}_high * {{ factor }}_low
end
{%- endmacro %}

{# A number as people write it: 130.5万亿, 1297.9亿, 814, 8.85. Five digits. #}
{% macro number_zh(value) -%}
case
    when abs({{ value }}) >= 1e12 then printf('%.5g万亿', {{ value }} / 1e12)
    when abs({{ value }}) >= 1e8 then printf('%.5g亿', {{ value }} / 1e8)
    when abs({{ value }}) >= 1e4 then printf('%.5g万', {{ value }} / 1e4)
    else printf('%.5g', cast({{ value }} as double))
end
{%- endmacro %}

{% macro number_en(value) -%}
case
    when abs({{ value }}) >= 1e12 then printf('%.5g trillion', {{ value }} / 1e12)
    when abs({{ value }}) >= 1e9 then printf('%.5g billion', {{ value }} / 1e9)
    when abs({{ value }}) >= 1e6 then printf('%.5g million', {{ value }} / 1e6)
    when abs({{ value }}) >= 1e5 then printf('%.5g thousand', {{ value }} / 1e3)
    else printf('%.5g', cast({{ value }} as double))
end
{%- endmacro %}

{# A figure as printed, with the hedge and the sign that stand outside of it (超过500亿元, 下降超过5%). A decline by more
   than 5% is below -5%. #}
{% macro as_printed(claim) -%}
concat(
    case
        when {{ claim }}.bound = 'exact' then ''
        when regexp_matches({{ claim }}.figure_text, '[余餘多近超逾约約达達以上强來来足到]') then ''
        when {{ claim }}.bound = 'approx' then '约'
        when {{ claim }}.bound = 'more_than' and {{ claim }}.value_base >= 0 then '超'
        when {{ claim }}.bound = 'more_than' then '低于'
        when {{ claim }}.bound = 'at_least' and {{ claim }}.value_base >= 0 then '至少'
        when {{ claim }}.bound = 'at_least' then '至多'
        when {{ claim }}.bound = 'less_than' and {{ claim }}.value_base >= 0 then '不到'
        when {{ claim }}.bound = 'less_than' then '高于'
        when {{ claim }}.bound = 'at_most' and {{ claim }}.value_base >= 0 then '至多'
        when {{ claim }}.bound = 'at_most' then '至少'
    end,
    case
        when {{ claim }}.value_base < 0 and not regexp_matches({{ claim }}.figure_text, '^[-−－–负負]') then '-'
    end,
    {{ claim }}.figure_text
)
{%- endmacro %}

{# What a statement is about, in words: period, region, subject, indicator; none of them twice. #}
{% macro about_zh() -%}
concat(
    period, case when period != '' then ' ' end,
    case when starts_with(subject, region_name) then '' else region_name end,
    case when starts_with(indicator_zh, subject) then '' else subject end,
    indicator_zh
)
{%- endmacro %}

{% macro about_en() -%}
concat(
    indicator_en, ' of ', region_name_en, case when subject != '' then ' (' || subject || ')' end,
    case when period != '' then ', ' || period end
)
{%- endmacro %}

{# What of it is stated, where that is no level. #}
{% macro measure_zh(measure="measure", comparator="comparator") -%}
case {{ measure }}
    when 'growth_yoy' then '同比增速'
    when 'growth_avg' then '年均增速'
    when 'share' then if({{ comparator }} = '', '占比', concat('占', {{ comparator }}, '的比重'))
    when 'rank' then '位次'
    when 'streak' then '连续时间'
    when 'change' then '增减量'
    when 'change_pp' then '变动'
    else ''
end
{%- endmacro %}

{% macro measure_en(measure="measure", comparator="comparator") -%}
case {{ measure }}
    when 'growth_yoy' then ', growth'
    when 'growth_avg' then ', mean yearly growth'
    when 'share' then if({{ comparator }} = '', ', share', concat(', share of ', {{ comparator }}))
    when 'rank' then ', rank'
    when 'streak' then ', streak'
    when 'change' then ', change'
    when 'change_pp' then ', change in points'
    else ''
end
{%- endmacro %}
