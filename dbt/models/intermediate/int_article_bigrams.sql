{{ config(materialized="table") }}

with articles as (select * from {{ ref("dim_articles") }}),

numbers as (select * from {{ ref("int_article_numbers") }}),

split as (
    select
        numbers.number,
        string_split(lower(concat(articles.title, chr(10), articles.text)), '') as characters
    from articles
    inner join numbers on articles.article_id = numbers.article_id
),

-- Of the two lists the second is shorter, and is filled with nulls.
neighbours as (
    select
        number,
        unnest(characters) as first_character,
        unnest(characters[2:]) as second_character
    from split
),

pairs as (
    select distinct
        first_character || second_character as bigram,
        number
    from neighbours
    where trim(first_character, chr(9) || chr(10) || chr(13) || ' ') != '' and second_character is not null
)

select
    bigram,
    list(number order by number) as numbers,
    cast(count(*) as integer) as article_count
from pairs
group by bigram
order by bigram
