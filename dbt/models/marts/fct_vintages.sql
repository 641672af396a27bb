{{ config(
    post_hook="{{ create_as_of('vintages_as_of', vintages(claims_until('day', ref('fct_claims').include(database=false), ref('int_disputes').include(database=false)))) }}"
) }}

{{ vintages(published_with_disputes(ref("int_published_claims"), ref("int_disputes"))) }}
