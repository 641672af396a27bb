"""Charts: what stands in the SVG documents, in either scheme, and that nothing of strangers runs in them."""

import re
import xml.etree.ElementTree as ET
from decimal import Decimal

import pytest

from flows.web.amounts import Units
from flows.web.charts.axes import axis_of, tick_text, years_axis
from flows.web.charts.drawing import Chart, Mark, draw
from flows.web.charts.maps import Area, tile_map
from flows.web.charts.scales import scale_for
from flows.web.charts.specifications import (
    MOST_BARS,
    Pair,
    Point,
    comparison,
    growth_against_level,
    over_years,
    ranking,
    target_against_outcome,
)
from flows.web.charts.text import clean, cut, width

SVG = "{http://www.w3.org/2000/svg}"
YI = Decimal(10) ** 8
UNITS = Units({"CNY": "元"})

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "]]><script>alert(1)</script>",
    "&lt;script&gt;&amp;&#x3c;",
    "</title></svg><script>alert(1)</script>",
    "javascript:alert(1)",
    "{{7*7}}${7*7}",
    "datum.constructor.constructor('alert(1)')()",
    "a\x00b\x08c\x1fd\ufffee",
    "一\u202e二\u2066三\u200f",
    "名\n称\t很\r长",
    "=cmd|'/c calc'!A0",
    "\ud800 lone",
    "𠮷野家𬭎" * 40,
    "甘肃省人民政府" * 60,
    "mark 0",
    "",
)


def observation(series="嘉峪关市", year=2024, value="375.6", status="actual", bound="exact", number=1, **more):
    return Point(series, year, Decimal(value) * YI, status, bound, f"/observations/{number:016x}", **more)


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - of our own


def drawn(chart: Chart) -> ET.Element:
    return parsed(draw(chart))


def texts(root: ET.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def links(root: ET.Element) -> dict[str, str]:
    return {link.get("href"): link.get("aria-label") for link in root.iter(f"{SVG}a")}


def every_kind(name: str, *, title: str = "地区生产总值") -> list[Chart]:
    """A chart of each kind in which ``name`` is a region, and ``title`` an indicator."""
    points = [observation(name, 2023), observation(name, 2024, "400", "target", "at_least", 2)]
    pair = Pair(name, YI, Decimal(5), "exact", "approx", "/regions/1", "/regions/1")
    options = {"title": title, "unit": UNITS["CNY"], "language": "zh"}
    return [
        over_years(points, **options),
        comparison(points, **options),
        ranking(points, **options),
        growth_against_level([pair], growth_title=title, **options),
        target_against_outcome([pair], **options),
        tile_map([Area("620000", name, "/regions/620000", YI)], **options),
    ]


def test_statuses_differ_by_shape_and_dash_and_not_only_by_colour():
    points = [
        observation(year=year, status=status, number=number)
        for number, (year, status) in enumerate(
            (year, status) for status in ("actual", "preliminary", "target") for year in (2023, 2024)
        )
    ]
    root = drawn(over_years(points, title="地区生产总值", unit=UNITS["CNY"], language="zh"))
    marks = [link.find(f"{SVG}path") for link in root.iter(f"{SVG}a")]
    shapes = [mark.get("d") for mark in marks]
    assert len(marks) == 6
    assert len(set(shapes)) == 3
    dashes = {
        path.get("stroke-dasharray")
        for group in root.iter(f"{SVG}g")
        if "mark-line" in group.get("class", "")
        for path in group.iter(f"{SVG}path")
    }
    assert len(dashes) == 3
    assert {"实际", "初步", "目标"} <= set(texts(root))


def test_actual_values_alone_need_no_legend():
    assert "实际" not in texts(drawn(over_years([observation()], title="x", unit=UNITS["CNY"], language="zh")))


@pytest.mark.parametrize(
    ("bound", "sign"), [("approx", "≈"), ("at_least", "≥"), ("at_most", "≤"), ("more_than", ">"), ("less_than", "<")]
)
def test_a_hedged_value_has_its_sign_beside_it_and_in_its_label(bound, sign):
    root = drawn(over_years([observation(bound=bound)], title="地区生产总值", unit=UNITS["CNY"], language="zh"))
    assert sign in texts(root)
    assert links(root) == {f"/observations/{1:016x}": f"嘉峪关市 2024: {sign}375.6亿元"}


def test_an_exact_value_has_no_sign():
    root = drawn(over_years([observation()], title="地区生产总值", unit=UNITS["CNY"], language="zh"))
    assert not set("≈≥≤><") & set("".join(texts(root)))


def test_the_range_that_documents_state_is_drawn_and_told():
    point = observation(lowest=Decimal(370) * YI, highest=Decimal(380) * YI)
    root = drawn(over_years([point], title="地区生产总值", unit=UNITS["CNY"], language="zh"))
    assert next(iter(links(root).values())).endswith("各处所载 370亿元 至 380亿元")
    assert any("mark-rule role-mark" in group.get("class", "") for group in root.iter(f"{SVG}g"))


def test_a_single_point_stands_in_the_middle_of_its_year():
    chart = over_years([observation()], title="地区生产总值", unit=UNITS["CNY"], language="zh")
    mark = next(drawn(chart).iter(f"{SVG}a")).find(f"{SVG}path")
    x = float(re.match(r"translate\(([\d.]+),", mark.get("transform")).group(1))
    assert x == pytest.approx(chart.width / 2)


@pytest.mark.parametrize(("language", "unit"), [("zh", "（亿元）"), ("en", "(CNY billion)")])
def test_the_unit_stands_in_the_heading(language, unit):
    chart = over_years([observation()], title="GDP", unit=UNITS["CNY"], language=language)
    assert any(text.endswith(unit) for text in texts(drawn(chart)))


def test_a_rank_has_its_first_place_on_top():
    points = [Point("x", 2020 + at, Decimal(value), "actual", "exact", f"/{value}") for at, value in enumerate([30, 1])]
    root = drawn(over_years(points, title="排名", unit=UNITS["rank"], language="zh", is_rank=True))
    heights = {
        link.get("href"): float(link.find(f"{SVG}path").get("transform").rstrip(")").split(",")[1])
        for link in root.iter(f"{SVG}a")
    }
    assert heights["/1"] < heights["/30"]
    assert "0" not in texts(root)


def test_a_seventh_series_is_refused():
    with pytest.raises(ValueError, match="found 7, expected at most 6"):
        comparison([observation(str(at)) for at in range(7)], title="x", unit=UNITS["CNY"], language="zh")


def test_six_series_have_six_shapes_and_six_colours():
    points = [observation(f"第{at}市", number=at) for at in range(6)]
    root = drawn(comparison(points, title="x", unit=UNITS["CNY"], language="zh"))
    marks = [link.find(f"{SVG}path") for link in root.iter(f"{SVG}a")]
    assert len({mark.get("d") for mark in marks}) == 6
    assert len({mark.get("class") for mark in marks}) == 6


def test_a_ranking_is_in_order_and_says_what_it_leaves_out():
    bars = [observation(f"第{at}市", value=str(at), number=at) for at in range(1, MOST_BARS + 13)]
    root = drawn(ranking(bars, title="x", unit=UNITS["CNY"], language="zh"))
    labels = list(links(root).values())
    assert len(labels) == MOST_BARS
    assert labels[0].startswith("第52市")
    assert labels[-1].startswith("第13市")
    assert "另有 12 项未画出" in texts(root)


def test_a_target_without_an_outcome_is_drawn_alone():
    pairs = [Pair("嘉峪关市 2025", YI, None, "at_least", first_href="/observations/1")]
    root = drawn(target_against_outcome(pairs, title="x", unit=UNITS["CNY"], language="zh"))
    assert links(root) == {"/observations/1": "嘉峪关市 2025: 目标 ≥1亿元"}


@pytest.mark.parametrize("kind", range(6))
def test_no_rows_make_a_chart_that_says_so_or_is_bare(kind):
    options = {"title": "地区生产总值", "unit": UNITS["CNY"], "language": "zh"}
    empty = [
        over_years([], **options),
        comparison([], **options),
        ranking([], **options),
        growth_against_level([], growth_title="增长", **options),
        target_against_outcome([], **options),
        tile_map([], **options),
    ][kind]
    root = drawn(empty)
    assert links(root) == {}
    assert any("地区生产总值" in text for text in texts(root))


# -- layout without fonts ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["嘉峪关市", "兰州高新技术产业开发区科技创新城", "Lanzhou High-tech Zone", "W" * 40])
@pytest.mark.parametrize("kind", range(6))
def test_no_text_is_cut_at_the_edges_whatever_fonts_there_are(kind, name):
    """The place of each text and an upper estimate of its width, in ems of its font, stay inside the document."""
    chart = every_kind(name, title="规模以上工业增加值")[kind]
    root = drawn(chart)
    total = float(root.get("width"))
    assert total == chart.left + chart.width + chart.right
    checked = 0

    def visit(element, x):
        nonlocal checked
        moved = re.match(r"translate\((-?[\d.]+)", element.get("transform") or "")
        x += float(moved.group(1)) if moved else 0.0
        if element.tag == f"{SVG}text":
            ems = width(element.text or "") * float(element.get("font-size").removesuffix("px"))
            start = x - {"start": 0.0, "middle": ems / 2, "end": ems}[element.get("text-anchor", "start")]
            assert start >= -1, element.text
            assert start + ems <= total + 1, element.text
            checked += 1
        for child in element:
            visit(child, x)

    visit(root, 0.0)
    assert checked >= 2


def test_text_stays_text():
    assert "嘉峪关市" in texts(drawn(every_kind("嘉峪关市")[2]))


def test_width_counts_wide_characters_whole():
    assert width("嘉峪关") == 3
    assert width("，（") == 2
    assert width("ab") < 2


def test_cut_keeps_what_fits():
    assert cut("嘉峪关市", 4) == "嘉峪关市"
    assert cut("嘉峪关市", 3) == "嘉峪…"


# -- strangers' text -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("payload", HOSTILE)
def test_names_of_strangers_are_text_and_nothing_else(payload):
    charts = every_kind(payload, title=payload)
    assert len(charts) == 6
    for chart in charts:
        svg = draw(chart)
        root = parsed(svg)
        assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
            "svg", "g", "path", "rect", "line", "text", "title", "style", "a", "defs", "clipPath",
        }  # fmt: skip
        for element in root.iter():
            assert not any(name.lower().startswith("on") for name in element.attrib)
            assert (element.get("href") or "/").startswith("/")
        assert len(list(root.iter(f"{SVG}a"))) >= 1
        assert len(svg) < 60_000


def test_a_label_tells_the_whole_name():
    name = "<b>甘肃省" + "兰州高新技术产业开发区" * 9
    assert any(name in (label or "") for label in links(drawn(every_kind(name)[2])).values())


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "//elsewhere/x", "https://elsewhere/x", "/a\\b", "/a\nb", "data:text/html,x", " /a"]
)
def test_a_mark_leads_nowhere_but_here(href):
    with pytest.raises(ValueError, match="expected a path of this site"):
        Mark("x", href)


@pytest.mark.parametrize("href", ["/observations/007c397e24bc81d0", "/en/regions/620200", "../regions/1.html", None])
def test_a_mark_leads_to_pages_of_this_site(href):
    assert Mark("x", href).href == href


def test_a_number_of_a_key_in_a_name_takes_no_other_mark():
    root = drawn(
        ranking(
            [observation("mark 1", number=1), observation("b", number=2)],
            title="mark 1",
            unit=UNITS["CNY"],
            language="zh",
        )
    )
    assert sorted(links(root).values()) == ["b 2024: 375.6亿元", "mark 1 2024: 375.6亿元"]


def test_clean_leaves_text_that_xml_allows():
    assert clean("a\x00b\nc \u202e d𠮷") == "a\ufffdb c d𠮷"


# -- light and dark ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", range(6))
def test_every_colour_has_one_for_the_dark(kind):
    svg = draw(every_kind("嘉峪关市")[kind])
    assert "#fe5a" not in svg
    root = parsed(svg)
    style = next(root.iter(f"{SVG}style")).text
    assert "prefers-color-scheme:dark" in style
    for element in root.iter():
        for attribute in ("fill", "stroke"):
            value = element.get(attribute)
            if value not in {None, "none", "transparent"}:
                classes = [name for name in element.get("class", "").split() if name.startswith(f"{attribute}-")]
                assert len(classes) == 1, (element.tag, attribute, value)
                assert f".{classes[0]}{{" in style


def test_nothing_is_fetched_from_elsewhere():
    for svg in map(draw, every_kind("嘉峪关市")):
        assert set(re.findall(r"https?://[^\"'\s<>]+", svg)) <= {
            "http://www.w3.org/2000/svg",
            "http://www.w3.org/1999/xlink",
        }
        assert "url(" not in svg


# -- scales and axes -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "unit", "zh", "en"),
    [
        (["37560000000"], "CNY", "亿元", "CNY billion"),
        (["35000"], "CNY", "万元", "CNY"),
        (["7.2", "9.6"], "percent", "%", "%"),
        ([], "1", "", ""),
        (["2"], "rank", "", ""),
    ],
)
def test_one_unit_suits_all_values_of_a_chart(values, unit, zh, en):
    decimals = [Decimal(value) for value in values]
    assert (scale_for(decimals, UNITS[unit], "zh").name, scale_for(decimals, UNITS[unit], "en").name) == (zh, en)


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        (["283.4", "440"], [0, 100, 200, 300, 400, 500]),
        (["-3.2", "9.6"], [-5, 0, 5, 10]),
        (["0"], [0, 0.2, 0.4, 0.6, 0.8, 1]),
        ([], [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (["0.00012"], [0, 0.00005, 0.0001, 0.00015]),
    ],
)
def test_ticks_are_round_and_hold_all_values(values, ticks):
    assert list(axis_of(Decimal(value) for value in values).ticks) == ticks


def test_ticks_are_written_without_trailing_zeros():
    assert [tick_text(tick) for tick in (0.0, 0.2, 1500.0, -5.0)] == ["0", "0.2", "1,500", "-5"]


def test_years_are_whole_and_not_too_many():
    assert years_axis([2024]) == ([2023.5, 2024.5], [2024])
    domain, years = years_axis([1949, 2024])
    assert domain == [1948.5, 2024.5]
    assert len(years) <= 9
