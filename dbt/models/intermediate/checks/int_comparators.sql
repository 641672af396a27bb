with statements as (select * from {{ ref("int_statements") }}),

indicators as (select * from {{ ref("dim_indicators") }}),

indicator_aliases as (select * from {{ ref("indicator_aliases") }}),

regions as (select * from {{ ref("dim_regions") }}),

region_aliases as (select * from {{ ref("region_aliases") }}),

bridge as (select * from {{ ref("bridge_region_members") }}),

region_roles as (select * from {{ ref("region_roles") }}),

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
        regexp_replace(compared_with, '^(全国|全省|全市|全区|全县|全部|全)', '') as unscoped,
        regexp_extract(compared_with, '^(全国|全省|全市|全区)') as scope
    from statements
    where compared_with != ''
),

-- 全市 is the city that the region lies in or is; 北京 is one, too.
lineages as (
    select
        member_id as region_id,
        region_id as whole_id
    from bridge
    where relation = 'administrative'
    union all
    select
        region_id,
        region_id as whole_id
    from regions
),

cities as (
    select
        lineages.region_id,
        min(lineages.whole_id) as city_id
    from lineages
    inner join regions on lineages.whole_id = regions.region_id
    where regions.level = 'prefecture' or regions.kind = 'municipality'
    group by lineages.region_id
),

-- 全区 is the autonomous region, elsewhere the district itself.
autonomous_regions as (
    select
        lineages.region_id,
        regions.region_id as autonomous_region_id
    from lineages
    inner join regions on lineages.whole_id = regions.region_id
    where regions.kind = 'autonomous_region'
),

-- 全省地区生产总值 names an indicator and where; 地区生产总值 is that of the region itself.
found as (
    select
        words.region_id,
        words.compared_with,
        coalesce(whole.indicator_id, unscoped_whole.indicator_id) as whole_indicator_id,
        case
            when whole.indicator_id is null and unscoped_whole.indicator_id is not null then words.scope else words.bare
        end as place
    from words
    left join named_indicators as whole on words.compared_with = whole.word
    left join named_indicators as unscoped_whole on words.unscoped = unscoped_whole.word
)

select
    found.region_id,
    found.compared_with,
    found.whole_indicator_id,
    case
        when regexp_matches(found.place, '^(全国|我国|中国|国内|全中国)$')
            then (
                select region_roles.region_id
                from region_roles
                where region_roles.role = 'country'
            )
        when found.place in ('全省', '省内') then regions.province_id
        when found.place in ('全区', '全自治区', '全疆')
            then coalesce(
                autonomous_regions.autonomous_region_id, case when regions.kind = 'district' then regions.region_id end
            )
        when found.place in ('全市', '市内') then cities.city_id
        else named_regions.region_id
    end as other_region_id,
    coalesce(
        regexp_matches(found.compared_with, '^(上年|上年同期|去年|去年同期|上一年|同期|上年末|去年末|上年底|去年底)$'), false
    ) as is_year_before
from found
left join named_regions on found.place = named_regions.word
left join regions on found.region_id = regions.region_id
left join cities on found.region_id = cities.region_id
left join autonomous_regions on found.region_id = autonomous_regions.region_id
