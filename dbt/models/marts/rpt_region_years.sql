{{ config(
    post_hook="{{ create_as_of('region_years_as_of', region_years(this.schema ~ '.indicators_as_of(day)')) }}"
) }}

{{ region_years(ref("fct_indicators_by_region_year")) }}
