import pytest

from flows.web.search import NameIndex

THINGS = [
    {
        "kind": kind,
        "id": name,
        "name_zh": name,
        "name_en": english,
        "context": "",
        "observations": observations,
        "names": names,
    }
    for kind, name, english, observations, names in [
        ("region", "嘉峪关市", "Jiayuguan", 63, ["嘉峪关市", "嘉峪关"]),
        ("region", "嘉峪关工业园区", "Jiayuguan Industrial Park", 5, ["嘉峪关工业园区"]),
        ("region", "重庆市", "Chongqing", 3, ["重庆市", "重庆"]),
        ("region", "朝阳区", "Chaoyang", 0, ["朝阳区"]),
        ("region", "朝阳市", "Chaoyang", 9, ["朝阳市"]),
        ("indicator", "地区生产总值", "gross regional product", 40, ["地区生产总值", "GDP", "生产总值"]),
        ("indicator", "规模以上工业增加值", "value added of industry", 20, ["规模以上工业增加值", "规上工业增加值"]),
    ]
]
INDEX = NameIndex(THINGS)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("嘉峪关", "嘉峪关市"), ("嘉峪關", "嘉峪关市"), ("峪关", "嘉峪关市"), ("jiayuguan", "嘉峪关市"), ("JiaYuGuan", "嘉峪关市"),
        ("jia yu guan", "嘉峪关市"), ("jyg", "嘉峪关市"), ("jiayuguangongye", "嘉峪关工业园区"), ("industrial park", "嘉峪关工业园区"),
        ("chongqing", "重庆市"), ("cq", "重庆市"), ("chaoyang", "朝阳市"), ("GDP", "地区生产总值"), ("ＧＤＰ", "地区生产总值"),
        ("规上工业", "规模以上工业增加值"), ("guishang", "规模以上工业增加值"), ("regional", "地区生产总值"),
    ],
)  # fmt: skip
def test_what_people_type_finds_it_first(query: str, first: str):
    found = INDEX.find(query)
    assert next(iter(found["regions"] + found["indicators"])).name_zh == first


@pytest.mark.parametrize("query", ["", "  ", "没有这个", "zzz", "\n", "%", "_", "'; drop table"])
def test_what_is_not_there_is_not_found(query: str):
    assert INDEX.find(query) == {"regions": [], "indicators": []}


def test_the_name_that_matched_is_told():
    assert INDEX.find("gdp")["indicators"][0].matched == "GDP"
