with statements as (select * from {{ ref("int_statements") }}),

indicators as (select * from {{ ref("dim_indicators") }}),

indicator_aliases as (select * from {{ ref("indicator_aliases") }}),

regions as (select * from {{ ref("dim_regions") }}),

region_aliases as (select * from {{ ref("region_aliases") }}),

bridge as (select * from {{ ref("bridge_region_members") }}),

named_indicators as (
    select
        name_zh as word,
        indicator_id
    from indicators
    union all
    select
        alias as word,
        indicator_id
    from indicator_aliases
),

names_of_regions as (
    select
        name as word,
        region_id
    from regions
    union all
    select
        alias as word,
        region_id
    from region_aliases
),

-- A name that two regions have names none of them.
named_regions as (
    select
        word,
        min(region_id) as region_id
    from names_of_regions
    group by word
    having count(distinct region_id) = 1
),

words as (
    select distinct
        region_id,
        compared_with,
        regexp_replace(compared_with, '(平均水平|平均值|平均数|平均|均值|水平|总量|总数|总额)$', '') as bare,
        regexp_replace(compared_with, '^(全国|全省|全市|全区|全县|全部|全)', '') as unscoped
    from statements
    where compared_with != ''
),

-- 全市 is the city that the region lies in or is.
cities as (
    select
        bridge.member_id as region_id,
        min(bridge.region_id) as city_id
    from bridge
    inner join regions on bridge.region_id = regions.region_id
    where bridge.relation = 'administrative' and regions.level = 'prefecture'
    group by bridge.member_id
)

select
    words.region_id,
    words.compared_with,
    coalesce(whole.indicator_id, unscoped_whole.indicator_id) as whole_indicator_id,
    case
        when regexp_matches(words.bare, '^(全国|我国|中国|国内|全中国)$') then '100000'
        when regexp_matches(words.bare, '^(全省|省内|全区|全自治区|全疆)$') then regions.province_id
        when words.bare in ('全市', '市内') then cities.city_id
        else named_regions.region_id
    end as other_region_id,
    coalesce(
        regexp_matches(words.compared_with, '^(上年|上年同期|去年|去年同期|上一年|同期|上年末|去年末|上年底|去年底)$'), false
    ) as is_year_before
from words
left join named_indicators as whole on words.compared_with = whole.word
left join named_indicators as unscoped_whole on words.unscoped = unscoped_whole.word
left join named_regions on words.bare = named_regions.word
left join regions on words.region_id = regions.region_id
left join cities on words.region_id = cities.region_id
