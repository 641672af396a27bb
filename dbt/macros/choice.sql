{# The one rule of choice: what claims of one key are ordered by, the one to choose first. #}
{% macro order_of_choice() -%}
case year_basis when 'year' then 1 when 'to_date' then 2 else 3 end asc,
                case origin when 'curated' then 1 else 2 end asc,
                case bound when 'exact' then 1 else 2 end asc,
                published_on desc,
                claim_id asc
{%- endmacro %}

{# What a place or a share is compared with is a part of what it says; a growth rate has its base in its name. #}
{% macro comparator() -%}
case
            when measure in ('level', 'growth_yoy', 'growth_avg') then ''
            else compared_with
        end
{%- endmacro %}

{# The noun of a count, without its scale word: 户 of 万户; empty for all that is measured. #}
{% macro counted_noun() -%}
if(base_unit = '1', regexp_replace(unit_text, '^[十百千万亿兆]+', ''), '')
{%- endmacro %}
