{{ config(
    post_hook="{{ create_as_of('indicators_as_of', indicators_by_region_year(claims_until('day', ref('fct_claims').include(database=false)))) }}"
) }}

{{ indicators_by_region_year(ref("int_published_claims")) }}
