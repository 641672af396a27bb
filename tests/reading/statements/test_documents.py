"""Whole documents: any text is read, and an article is read alike whatever stands around it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from passages import HEADLINE, article_of, read_text
from pieces import TEXTS

from flows.reading.statements.documents import read_document


@pytest.fixture(scope="module")
def document_reader(vocabulary):
    return lambda text: read_text(text, vocabulary)


@given(text=st.text(max_size=200))
@settings(max_examples=100)
def test_no_text_raises(text, document_reader):
    document = f"{HEADLINE}\n{text}"
    assert document_reader(document) == document_reader(document)


_ARTICLES = (
    "# 鹤壁去年产粮三十亿斤\n2023年，鹤壁市粮食产量30亿斤。全市小麦产量16亿斤，增长2.1%。",
    "# 三亚游客翻番\n三亚市去年接待游客2571万人次，其中过夜游客1800万人次，增长1.1倍。",
    "# 桃園工業產值成長\n民國112年，桃園市工業產值3.1兆元，年增2.4%。",
    "# 甘肃力争外贸增长一成\n2024年，全省进出口总额力争增长10%。兰州市确保增长12%。",
)


def _facts(claims, by):
    return [
        (claim.span.start - by, claim.span.end - by, claim.region_id, claim.subject, claim.indicator_id, claim.indicator_text,
         claim.measure, claim.value, claim.unit_text, claim.bound, claim.period, claim.status, claim.compared_with, claim.rules)
        for claim in claims
    ]  # fmt: skip


@pytest.fixture(scope="module")
def pages(vocabulary):
    """To read articles one behind the other with: the claims of each, and where it begins."""

    def read(passages):
        whole, articles, segments, starts = "", [], [], []
        for ordinal, passage in enumerate(passages, 1):
            starts.append(len(whole))
            text, _, parts, article = article_of(passage, ordinal=ordinal, at=len(whole))
            whole += text
            articles.append(article)
            segments += parts
        reading = read_document(whole, articles, segments, vocabulary)
        return [(found.claims, start) for (_, found), start in zip(reading.articles, starts, strict=True)]

    return read


def _is_read_alike(passages, pages):
    """Whether each of ``passages`` has the claims that it has alone; and whether there are any."""
    found = pages(passages)
    for passage, (claims, start) in zip(passages, found, strict=True):
        ((alone, _),) = pages([passage])
        if _facts(claims, start) != _facts(alone, 0):
            return False
    return any(claims for claims, _ in found)


@given(bodies=st.lists(TEXTS, min_size=2, max_size=3))
@settings(max_examples=100)
def test_whatever_stands_around_an_article_it_is_read_alike(bodies, pages):
    assert _is_read_alike([f"{_ARTICLES[0]}{body}" for body in bodies], pages)


@given(passages=st.permutations(_ARTICLES), count=st.integers(2, 4))
@settings(max_examples=60)
def test_an_article_is_read_alike_wherever_it_stands(passages, count, pages):
    assert _is_read_alike(passages[:count], pages)
