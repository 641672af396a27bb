"""Figures of less than their region: of an organisation, or of one member of a list."""

import pytest
from passages import GAP, read_passage


@pytest.mark.parametrize(
    ("passage", "subjects"),
    [
        ("2023年，临汾市的山西宏图钢铁有限公司实现营业收入210亿元。", ["山西宏图钢铁有限公司"]),
        ("2023年，滁州市签约项目63个。按产业分，光伏新能源19个，智能家电16个。", ["", "光伏新能源", "智能家电"]),
        ("2023年，大连市对东盟、欧盟出口分别增长9.0%、12.3%。", ["东盟", "欧盟"]),
        ("2023年，遵义市规模以上工业增加值增长6.1%。烟草制品业增加值增长2.6%。", ["", "烟草制品业"]),
        ("2023年，长沙市新增上市公司5家。", [""]),
        pytest.param(
            "2023年，上海电气风电集团在汕头市实现产值96亿元。",
            ["上海电气风电集团"],
            marks=GAP,
            id="a place named behind a company makes the figure the place's",
        ),
    ],
)
def test_what_is_less_than_the_region_is_the_subject(passage, subjects, vocabulary):
    found = [claim.subject for claim in read_passage(passage, vocabulary).reading.claims]
    assert [subject in name if subject else not name for subject, name in zip(subjects, found, strict=True)] == (
        [True] * len(subjects)
    )
