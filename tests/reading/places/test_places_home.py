"""The region that an article is about: by title, text, outlet, address, offices; none by script or guess."""

import pytest

from flows.domain.reading import Origin
from flows.reading.places.mentions import Places
from flows.reading.text.lexicon import lexicon_of
from flows.vocabulary.folding import fold

TITLED = "宿州去年粮食再丰收"


def places(vocabulary, text, title="", **origin):
    folded = fold(f"{title}\n{text}" if title else text)
    heads = [(0, len(title))] if title else []
    return Places(folded, lexicon_of(vocabulary).find(folded), heads, vocabulary, Origin(**origin))


@pytest.mark.parametrize(
    ("text", "known", "home"),
    [
        ("2023年，全市粮食产量89.2亿斤。", {}, None),
        ("2023年，全市粮食产量89.2亿斤。", {"title": TITLED}, "宿州市"),
        ("2023年，全市粮食产量89.2亿斤。", {"outlet": "宿州日报"}, "宿州市"),
        ("2023年，全市粮食产量89.2亿斤。", {"outlet": "城市晚报"}, None),
        ("2023年，全市粮食产量89.2亿斤。", {"url": "https://tjj.lanzhou.gov.cn/a/1.html"}, "兰州市"),
        ("2023年，全市粮食产量89.2亿斤。", {"url": "https://news.example.com/lanzhoulamian/1.html"}, None),
        ("2023年，全市粮食产量89.2亿斤。", {"region_id": "620100"}, "兰州市"),
        ("2023年，宿州市粮食产量89.2亿斤。", {"outlet": "安徽日报"}, "宿州市"),
        ("宿州市统计局的数据显示，2023年全市粮食产量89.2亿斤。", {}, "宿州市"),
        ("2023年，全市粮食产量89.2亿斤，高于安徽平均。", {}, None),
        ("2023年，粮食产量89.2亿斤，占全国的1.3%。", {}, None),
        ("“安徽省成就巡礼”发布会上说，2023年全省粮食产量830亿斤。", {}, "安徽省"),
        ("2023年，全市粮食丰收，埇桥区增长2%，灵璧县增长3%。", {}, "宿州市"),
        ("2023年，營業額達新臺幣41億元。", {}, "台湾省"),
        (
            "2023年，園區營業額達41億元，較上年同期增長，從業員工數與廠商數亦隨之增加，總產值與進出口額續創歷史新高。",
            {},
            None,
        ),
    ],
)
def test_the_region_of_an_article_comes_from_evidence_only(vocabulary, text, known, home):
    found = places(vocabulary, text, known.pop("title", ""), **known).home
    assert (found and found.name) == home


def test_where_a_city_is_never_named_its_province_is_not_what_the_article_is_about(vocabulary):
    found = places(vocabulary, "2023年，河南经济向好。全市工业增加值增长5%。")
    assert found.home is None
    assert [place.region for place in found.mentions if place.rule.name == "region.no_referent"] == [None]


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("2023年，示范县建设提速。", []),
        ("2023年，上海市场需求旺盛。", []),
        ("2023年，范县粮食产量9亿斤。", ["范县"]),
        ("2023年，鼓楼区财政收入20亿元。", [None]),
        ("2023年，南京市鼓楼区财政收入20亿元。", ["鼓楼区"]),
        ("2023年，福州市经济向好，鼓楼区财政收入20亿元。", ["福州市", "鼓楼区"]),
    ],
)
def test_a_name_is_a_region_at_word_boundaries_and_where_it_is_told_which(vocabulary, text, regions):
    found = places(vocabulary, text).mentions
    assert [place.region and place.region.name for place in found if not place.is_scope] == regions


@pytest.mark.parametrize(
    "text",
    [
        "2023年，贵阳市吸引浙江企业120家。",
        "2023年，贵阳市接待广东游客12万人次。",
        "2023年，贵阳市接待香港及台湾旅客12万人次。",
        "2023年，贵阳市山东商会会员企业120家。",
        "2023年，贵阳市天津援建项目12个。",
        "2023年，贵阳市上海合作组织项目12个。",
    ],
)
def test_partners_and_origins_are_not_spoken_of(vocabulary, text):
    assert [place.region.name for place in places(vocabulary, text).mentions if not place.is_scope] == ["贵阳市"]
