"""Articles and furniture."""

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flows.sources.lines import EXAMPLES, Line
from flows.sources.segmentation import Segmentation, segment

SENTENCE = "2023年，嘉峪关市规模以上工业企业完成工业总产值1184亿元，同比增长7.3%，工业经济总量规模实现新突破。"


def segmented(text: str) -> Segmentation:
    return segment(text, document="d", published="2024", published_on=dt.date(2024, 12, 31), published_basis="given")


def assert_tiled(text: str, found: Segmentation) -> None:
    ends = [0, *(part.span.end for part in found.segments)]
    assert [part.span.start for part in found.segments] == ends[:-1]
    assert ends[-1] == len(text)
    for article in found.articles:
        own = [part for part in found.segments if part.article == article.ordinal]
        assert own[0].span.start <= article.span.start
        assert article.span.end <= own[-1].span.end
        assert not {part.kind for part in own} & {"furniture"}
    assert {part.article for part in found.segments if part.kind != "furniture"} <= {a.ordinal for a in found.articles}


@pytest.mark.parametrize(
    ("rule", "line", "takes"),
    [(rule, line, side == "is") for rule, sides in EXAMPLES.items() for side, lines in sides.items() for line in lines],
)
def test_examples(rule, line, takes):
    assert getattr(Line(0, len(line), line), f"is_{rule}") is takes


def test_a_page_of_two_articles_is_cut_at_their_titles():
    text = f"网站首页\n\n甲市工业综述\n本报记者 王五\n{SENTENCE}\n乙市农业综述\n本报记者 赵六\n{SENTENCE}\n上一篇：没有了\n"
    found = segmented(text)
    assert [(a.article_id, a.title, a.byline) for a in found.articles] == [
        ("d-1", "甲市工业综述", "本报记者 王五"), ("d-2", "乙市农业综述", "本报记者 赵六"),
    ]  # fmt: skip
    assert [article.span.of(text)[:6] for article in found.articles] == ["甲市工业综述", "乙市农业综述"]
    assert [part.kind for part in found.segments] == [
        "furniture",
        "title",
        "byline",
        "body",
        "title",
        "byline",
        "body",
        "furniture",
    ]
    assert_tiled(text, found)


@pytest.mark.parametrize("gap", [" ", "　　", "\t"])
@pytest.mark.parametrize(
    ("title", "facts"),
    [
        ("甲市2024年经济运行情况", "2025-01-20 来源:甲市统计局"), ("甲市2024年经济运行情况", "发布时间：2025-01-20 08:30 来源：甲市统计局 浏览次数：12"),
        ("延链条聚集群 产业焕发新气象——甲新区推进产业发展综述", "2025年1月20日"), ("甲市规模以上工业增加值增长9.6%", "来源：甲日报　2025年1月20日"),
    ],
)  # fmt: skip
def test_a_date_line_beside_a_heading_is_no_part_of_the_title(title, facts, gap):
    text = f"{title}{gap}{facts}\n{SENTENCE}\n"
    found = segmented(text)
    (article,) = found.articles
    assert (article.title, article.byline, article.published) == (title, facts, "2025-01-20")
    assert [(part.kind, part.span.of(text).strip()) for part in found.segments] == [
        ("title", title), ("byline", facts), ("body", SENTENCE),
    ]  # fmt: skip
    assert article.span.of(text) == text.strip()
    assert_tiled(text, found)


@pytest.mark.parametrize(
    "line",
    [
        "西部数据周刊　2022年2月18日　第06版",
        "北疆时讯　2022年9月20日",
        "甲市融媒体中心 2022年9月20日",
        "来源：甲市统计局　发布日期：2024-01-31　浏览次数：120",
    ],
)
def test_an_outlet_with_its_date_stays_one_line(line):
    (article,) = segmented(f"甲市工业综述\n{line}\n{SENTENCE}\n").articles
    assert (article.title, article.byline) == ("甲市工业综述", line)


def test_the_date_printed_with_an_article_is_its_publication_date():
    (article,) = segmented(f"甲市工业综述\n2024年3月1日\n{SENTENCE}\n").articles
    assert (article.published, article.published_on) == ("2024-03-01", dt.date(2024, 3, 1))
    assert article.published_basis == "printed with the article"


@pytest.mark.parametrize("line", ["2024年13月1日", "2024年2月30日", "0000年1月1日", ""])
def test_without_a_day_that_exists_the_publication_date_is_the_documents(line):
    (article,) = segmented(f"甲市工业综述\n{line}\n{SENTENCE}\n").articles
    assert (article.published, article.published_basis) == ("2024", "given")


def test_a_sentence_set_apart_inside_another_is_a_pull_quote():
    quote = "嘉峪关市规模以上工业企业完成工业总产值1184亿元，成绩来之不易。"
    text = f"甲市工业综述\n本报记者 王五\n{SENTENCE}\n{SENTENCE[:-1]}，并且\n{quote}\n继续保持增长。{quote}\n"
    found = segmented(text)
    assert [part.span.of(text).strip() for part in found.segments if part.kind == "pull_quote"] == [quote]


@pytest.mark.parametrize("separator", ["\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_fault_10_only_a_newline_ends_a_line(separator):
    text = f"甲市{separator}工业综述\n本报记者 王五\n{SENTENCE}{separator}{SENTENCE}\n"
    (article,) = segmented(text).articles
    assert article.title == f"甲市{separator}工业综述"
    assert_tiled(text, segmented(text))


@pytest.mark.parametrize(
    "text", ["网站首页", "地方动态", "一周简讯\n要闻速览\n", "\n" * 9, " ", "\u2028\n\x85", "- 2024-01-01某某\n"]
)
def test_furniture_alone_makes_no_article(text):
    found = segmented(text)
    assert found.articles == ()
    assert [(part.kind, part.span.start, part.span.end) for part in found.segments] == [("furniture", 0, len(text))]


def test_prose_without_a_title_is_one_article():
    (article,) = segmented(SENTENCE).articles
    assert (article.title, article.span.of(SENTENCE)) == ("", SENTENCE)


_LINES = st.sampled_from(
    [line for sides in EXAMPLES.values() for lines in sides.values() for line in lines]
    + ["", " ", "　　", SENTENCE, SENTENCE[:-1], "——甲市工业综述", "甲市工业综述", "张三 李四", "#标签", "（图为车间）", "王五摄", "一、综合", "\u200b",
       "2024年1月1日", "——2024年1月1日", "上一篇：没有了", "。", "\r"]
)  # fmt: skip


@given(st.lists(_LINES, max_size=24).map("\n".join))
@example("地方动态")
@example("\n\n")
def test_segments_tile_any_page_of_lines(text):
    assert_tiled(text, segmented(text))


@given(st.text(max_size=200))
def test_segments_tile_any_text(text):
    assert_tiled(text, segmented(text))
