"""Which currency 元 is in the press of Taiwan, Hong Kong and Macao, and their way of printing figures."""

import pytest
from passages import cases, printed_claims

PASSAGES = {
    "traditional-0": ("2023年，桃園市工業產值3.1兆元，年增2.4%。", [
        "3.1兆元 桃园市 工业总产值 level 3.1 兆新台币 exact 2023 actual",
        "2.4% 桃园市 工业总产值 growth_yoy 2.4 % exact 2023 actual",
    ]),
    "traditional-1": ("民國112年，高雄市出口額418億美元，年減8.1%。", [
        "418億美元 高雄市 出口额 level 418 亿美元 exact 2023 actual",
        "8.1% 高雄市 出口额 growth_yoy -8.1 % exact 2023 actual",
    ]),
    "traditional-3": ("新竹科學園區去年營業額1兆4,137億元，年減12.3%，廠商數618家，員工17萬5,000人。", [
        "1兆4,137億元 新竹科学园区 营业额 level 1413700000000 新台币 exact 2023 actual",
        "12.3% 新竹科学园区 营业额 growth_yoy -12.3 % exact 2023 actual",
        "618家 新竹科学园区 企业数 level 618 家 exact 2023 actual",
        "17萬5,000人 新竹科学园区 员工数 level 175000 人 exact 2023 actual",
    ]),
    "traditional-4": ("112年全年，臺中市接單出口總值較上年減少逾一成，跌至520億元。", [
        "一成 台中市 出口额 growth_yoy -10 % more_than 2023 actual",
        "520億元 台中市 出口额 level 520 亿新台币 exact 2023 actual",
    ]),
    "traditional-5": ("澳門2023年本地生產總值3,793億澳門元，實質增長80.5%。", [
        "3,793億澳門元 澳门特别行政区 地区生产总值 level 3793 亿澳门元 exact 2023 actual",
        "80.5% 澳门特别行政区 地区生产总值 growth_yoy 80.5 % exact 2023 actual",
    ]),
}  # fmt: skip


@pytest.mark.parametrize(("passage", "claims"), cases(PASSAGES))
def test_a_passage_makes_its_claims(passage, claims, vocabulary):
    assert printed_claims(passage, vocabulary) == claims
