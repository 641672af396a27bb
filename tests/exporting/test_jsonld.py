"""schema.org's words for a build, and for the pages of the explorer."""

import json
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.exporting.jsonld import dataset, embedded, indicator_dataset, region_dataset
from flows.store.builds import Build

BUILD = Build(
    "000003-abc", 3, "full", "2026-11-23T01:35:20+00:00", "2026-11-23T01:35:42+00:00", "0.1.0", "", "", "", {}, {}
)
REGION = {
    "region_id": "620200",
    "name": "嘉峪关市",
    "name_en": "Jiayuguan",
    "level": "prefecture",
    "kind": "city",
    "path": "",
}
AREA = {"region_id": "lanzhou-etdz", "name": "兰州经开区", "name_en": None, "level": "area", "kind": "", "path": ""}
INDICATOR = {
    "indicator_id": "gdp", "name_zh": "地区生产总值", "name_en": "gross regional product", "definition": "Output.", "base_unit": "CNY",
}  # fmt: skip
ARTICLE = {
    "article_id": "jyg-1", "document": "jyg", "title": "<script>alert(1)</script>", "outlet": "甘肃日报", "byline": "",
    "published": "2024-04", "url": "javascript:alert(1)", "licence": "all rights reserved",
}  # fmt: skip
BASE = "https://example.org"


def whole(**changes):
    parts = {
        "regions": [REGION, AREA], "indicators": [INDICATOR], "articles": [ARTICLE], "curators": ["李梅"], "years": (2011, 2030),
        "files": ["sdmx/indicators.csv"],
    }  # fmt: skip
    return dataset(BUILD, **(parts | changes), base_url=BASE)


def test_a_dataset_says_what_when_where_and_from_what():
    made = whole()
    assert (made["@context"], made["@type"]) == ("https://schema.org", "Dataset")
    assert 50 <= len(made["description"]) <= 5000
    assert (made["version"], made["dateModified"]) == ("000003-abc", "2026-11-23T01:35:42+00:00")
    assert made["temporalCoverage"] == "2011/2030"
    assert [place["name"] for place in made["spatialCoverage"]] == ["嘉峪关市", "兰州经开区"]
    assert made["variableMeasured"][0]["unitText"] == "CNY"
    assert made["distribution"][0]["contentUrl"] == "sdmx/indicators.csv"
    assert made["contributor"] == [{"@type": "Person", "name": "李梅"}]
    assert made["license"] == [{"@type": "CreativeWork", "name": "all rights reserved"}]


def test_only_divisions_have_a_code_of_gb_t_2260():
    places = whole()["spatialCoverage"]
    assert [place.get("identifier", {}).get("value") for place in places] == ["620200", None]


def test_fault_67_no_script_becomes_an_address():
    (article,) = whole()["isBasedOn"]
    assert "url" not in article
    assert article["@id"] == "https://example.org/articles/jyg-1"


def test_an_empty_build_has_a_dataset_without_coverage():
    made = whole(regions=[], indicators=[], articles=[], curators=[], years=None, files=[])
    assert made["@type"] == "Dataset"
    assert not {"temporalCoverage", "spatialCoverage", "variableMeasured", "isBasedOn", "license"} & set(made)


def test_the_page_of_an_indicator_is_a_part_of_the_dataset():
    made = indicator_dataset(BUILD, INDICATOR, regions=[REGION], years=(2020, 2024), base_url=BASE)
    assert made["isPartOf"]["@id"] == whole()["@id"]
    assert (made["url"], made["temporalCoverage"]) == ("https://example.org/indicators/gdp", "2020/2024")
    assert made["variableMeasured"] == whole()["variableMeasured"]


def test_the_page_of_a_region_is_a_part_of_the_dataset():
    made = region_dataset(BUILD, AREA, indicators=[INDICATOR], base_url=BASE)
    assert (made["name"], made["url"]) == ("兰州经开区", "https://example.org/regions/lanzhou-etdz")
    assert made["spatialCoverage"] == [whole()["spatialCoverage"][1]]


class _Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.text = [], ""

    def handle_starttag(self, tag, _attributes):
        self.tags.append(tag)

    def handle_data(self, data):
        self.text += data


@pytest.mark.parametrize("title", ["</script><script>alert(1)</script>", "<!--<script>", "]]>", "\u2028", "&lt;"])
def test_fault_65_nothing_ends_the_element_that_it_is_embedded_in(title):
    made = whole(articles=[ARTICLE | {"title": title}])
    page = _Page()
    page.feed(f'<script type="application/ld+json">{embedded(made)}</script>')
    assert page.tags == ["script"]
    assert json.loads(page.text) == made


@given(
    st.recursive(
        st.text() | st.integers() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_what_is_embedded_is_the_same_value(value):
    assert json.loads(embedded({"value": value})) == {"value": value}
    assert not set("<>&") & set(embedded({"value": value}))
