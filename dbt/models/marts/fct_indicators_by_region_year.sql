{{ config(
    post_hook="{{ create_as_of('indicators_as_of', indicators_by_region_year(claims_until('day', ref('fct_claims').include(database=false), ref('int_disputes').include(database=false)))) }}"
) }}

{{ indicators_by_region_year(published_with_disputes(ref("int_published_claims"), ref("int_disputes"))) }}
