{{ config(
    post_hook="{{ create_as_of('vintages_as_of', vintages(claims_until('day', ref('fct_claims').include(database=false)))) }}"
) }}

{{ vintages(ref("int_published_claims")) }}
