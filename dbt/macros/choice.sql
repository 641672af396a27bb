{# The one rule of choice: what claims of one key are ordered by, the one to choose first. #}
{% macro order_of_choice() -%}
case when is_disputed then 2 else 1 end asc,
                case year_basis when 'year' then 1 when 'to_date' then 2 else 3 end asc,
                case when is_sharper then 1 else 2 end asc,
                case origin when 'curated' then 1 else 2 end asc,
                case source_kind
                    when 'statistical_bulletin' then 1
                    when 'statistics_office' then 2
                    when 'government_report' then 3
                    when 'newspaper' then 4
                    else 5
                end asc,
                published_on desc,
                claim_id asc
{%- endmacro %}

{# Whether a claim is exact and what is hedged beside it, and nothing disputes, agrees with it: 504.2亿 with 超500亿. #}
{% macro is_sharper(partition) -%}
bound = 'exact'
        and coalesce(
            upper_base > max(lower_base) filter (where bound != 'exact' and not is_disputed)
                over (partition by {{ partition }}),
            true
        )
        and coalesce(
            lower_base < min(upper_base) filter (where bound != 'exact' and not is_disputed)
                over (partition by {{ partition }}),
            true
        )
{%- endmacro %}

{# The published claims with the day on which each is first disputed, as a subquery. #}
{% macro published_with_disputes(claims, disputes) -%}
(
    select
        claims.*,
        disputes.disputed_on
    from {{ claims }} as claims
    left join {{ disputes }} as disputes on claims.claim_id = disputes.claim_id
)
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
