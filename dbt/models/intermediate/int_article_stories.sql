{{ config(materialized="table") }}

{# About so many shingles stand for a text: at this size a similarity is known to 0.04 or better. #}
{% set sketch_size = 128 %}
{# A prime: tickets of shingles spread evenly below it. #}
{% set tickets = 65521 %}
{# So many earlier articles stand for all that have a token, and so many are compared with an article: whatever is
   copied three thousand times, the work grows with the number of articles and not with its square. #}
{% set holders_kept = 3 %}
{% set candidates_kept = 8 %}

with recursive articles as (select * from {{ ref("stg_articles") }}),

documents as (select * from {{ ref("stg_documents") }}),

figures as (select * from {{ ref("stg_figures") }}),

-- What is printed first has the lower number, so that every link leads to a lower one and no chain is a loop.
numbered as (
    select
        article_id,
        cast(row_number() over (order by published_on, article_id) as integer) as number
    from articles
),

-- Letters and digits are left; signs, spaces and line breaks are what a repost changes first.
folded as (
    select
        numbered.number,
        string_split(
            lower(
                translate(
                    regexp_replace(
                        substring(documents.text, articles.span_start + 1, articles.span_end - articles.span_start),
                        '[^\p{L}\p{N}]', '', 'g'
                    ),
                    '０１２３４５６７８９', '0123456789'
                )
            ),
            ''
        ) as characters
    from articles
    inner join numbered on articles.article_id = numbered.article_id
    left join documents on articles.document = documents.document
),

-- Shingles, four neighbouring characters, at every place of the text. The longer the text, the fewer tickets win, so
-- that a text of any length keeps about as many; a shingle that wins in a text wins in every shorter one.
shingles as (
    select
        number,
        least({{ tickets }}, {{ sketch_size * tickets }} // greatest(len(characters) - 3, 1)) as winning_tickets,
        unnest(characters) as first_character,
        unnest(characters[2:]) as second_character,
        unnest(characters[3:]) as third_character,
        unnest(characters[4:]) as fourth_character
    from folded
),

-- The ticket is arithmetic over code points: a hash that is fast, and the same in every version of the database.
text_tokens as (
    select distinct
        number,
        winning_tickets,
        md5_number_lower(first_character || second_character || third_character || fourth_character) as token
    from shingles
    where
        fourth_character is not null
        and (
            unicode(first_character) * cast(40503 as bigint) + unicode(second_character) * cast(30011 as bigint)
            + unicode(third_character) * cast(50021 as bigint) + unicode(fourth_character) * cast(20011 as bigint)
        ) % {{ tickets }} < winning_tickets
),

text_sketches as (
    select
        number,
        any_value(winning_tickets) as winning_tickets,
        list(token) as tokens
    from text_tokens
    group by number
),

-- Numbers by their value, in the order of the text: 1.2万亿元 and 12000亿元 are one. Dates, names and enumerators are
-- no claims, and reposts add some of their own.
figure_sequences as (
    select
        numbered.number,
        list(cast(figures.value_low as varchar) order by figures.span_start, figures.span_end) as printed
    from figures
    inner join numbered on figures.article_id = numbered.article_id
    where figures.reading != 'not_a_claim' and figures.value_low is not null
    group by numbered.number
),

figure_sketches as (
    select
        number,
        list_distinct(printed) as printed_values,
        list_distinct(
            list_transform(range(1, len(printed)), lambda place: printed[place] || '|' || printed[place + 1])
        ) as pairs
    from figure_sequences
),

tokens as (
    select
        number,
        token
    from text_tokens
    union all
    select
        number,
        md5_number_lower(unnest(pairs)) as token
    from figure_sketches
),

-- A token that few articles have says more than one of a template; its weight is a whole number, which adds up to the
-- same sum in any order.
holders as (
    select
        token,
        1000000 // count(*) as weight,
        min(number, {{ holders_kept }}) as earliest
    from tokens
    group by token
    having count(*) > 1
),

shared as (
    select
        tokens.number,
        holders.weight,
        unnest(holders.earliest) as earlier_number
    from tokens
    inner join holders on tokens.token = holders.token
),

candidates as (
    select
        number,
        earlier_number
    from shared
    where earlier_number < number
    group by number, earlier_number
    qualify
        row_number() over (partition by number order by sum(weight) desc, earlier_number asc) <= {{ candidates_kept }}
),

counted as (
    select
        candidates.number,
        candidates.earlier_number,
        len(list_intersect(texts.tokens, earlier_texts.tokens)) as shared_tokens,
        -- How many of its tokens each would have kept with the fewer winning tickets of the two.
        len(texts.tokens) * least(texts.winning_tickets, earlier_texts.winning_tickets)
        / texts.winning_tickets as text_tokens,
        len(earlier_texts.tokens) * least(texts.winning_tickets, earlier_texts.winning_tickets)
        / earlier_texts.winning_tickets as earlier_text_tokens,
        len(list_intersect(sketches.pairs, earlier_sketches.pairs)) as shared_pairs,
        len(sketches.pairs) as pairs,
        len(earlier_sketches.pairs) as earlier_pairs,
        len(list_intersect(sketches.printed_values, earlier_sketches.printed_values)) as shared_values,
        least(len(sketches.printed_values), len(earlier_sketches.printed_values)) as fewer_values
    from candidates
    left join text_sketches as texts on candidates.number = texts.number
    left join text_sketches as earlier_texts on candidates.earlier_number = earlier_texts.number
    left join figure_sketches as sketches on candidates.number = sketches.number
    left join figure_sketches as earlier_sketches on candidates.earlier_number = earlier_sketches.number
),

compared as (
    select
        number,
        earlier_number,
        coalesce(shared_pairs, 0) as shared_pairs,
        cast(
            coalesce(least(shared_tokens / (text_tokens + earlier_text_tokens - shared_tokens), 1), 0) as decimal(4, 3)
        ) as text_similarity,
        -- Pairs tell the order as well, but three figures have only two.
        cast(
            case
                when least(pairs, earlier_pairs) >= 3 then shared_pairs / (pairs + earlier_pairs - shared_pairs)
                else shared_values / fewer_values
            end as decimal(4, 3)
        ) as figure_similarity
    from counted
),

-- The nearest, and the first of those that are equally near.
links as (
    select
        number,
        earlier_number,
        text_similarity,
        figure_similarity
    from compared
    where
        (
            text_similarity >= {{ var("repost_text_similarity") }}
            and coalesce(figure_similarity >= {{ var("repost_figure_agreement") }}, true)
        )
        or (
            shared_pairs >= {{ var("repost_figure_pairs") }}
            and figure_similarity >= {{ var("repost_figure_similarity") }}
            and text_similarity >= {{ var("repost_text_floor") }}
        )
    qualify
        row_number() over (
            partition by number
            order by text_similarity + coalesce(figure_similarity, text_similarity) desc, earlier_number asc
        ) = 1
),

stories as (
    select
        numbered.number,
        numbered.number as story_number
    from numbered
    left join links on numbered.number = links.number
    where links.number is null
    union all
    select
        links.number,
        stories.story_number
    from stories
    inner join links on stories.number = links.earlier_number
)

select
    numbered.article_id,
    firsts.article_id as story_id,
    reposted.article_id as repost_of,
    links.text_similarity,
    links.figure_similarity
from numbered
left join stories on numbered.number = stories.number
left join numbered as firsts on stories.story_number = firsts.number
left join links on numbered.number = links.number
left join numbered as reposted on links.earlier_number = reposted.number
order by numbered.article_id
