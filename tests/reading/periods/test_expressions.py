"""Plans, feasts, stretches of years and "until now" as the periods of figures."""

import pytest
from passages import cases, printed_claims

PASSAGES = {
    "periods-5": ("“十三五”期间，怒江州累计完成固定资产投资720亿元。", [
        "720亿元 怒江傈僳族自治州 固定资产投资 level 720 亿元 exact 2016/2020 actual",
    ]),
    "periods-6": ("截至目前，金华市拥有高新技术企业4100家。", [
        "4100家 金华市 高新技术企业数 level 4100 家 exact 2024-02 actual",
    ]),
    "periods-13": ("五年来，亳州市中药材种植面积年均增长6%。", [
        "6% 亳州市 中药材种植面积 growth_avg 6 % exact 2019/2023 actual",
    ]),
    "periods-18": ("2023年，汕尾市近三年年均引进项目120个。", [
        "120个 汕尾市 引进项目数 level 120 个 exact 2021/2023 actual",
    ]),
    "periods-19": ("到“十四五”末，大同市新能源装机占比将达到60%。", [
        "60% 大同市 新能源装机容量 share 60 % exact 2025 target",
    ]),
    "periods-22": ("今年春节假期，丽江市接待游客96.7万人次，旅游收入12.6亿元。", [
        "96.7万人次 丽江市 接待游客人次 level 96.7 万人次 exact 2024-02 actual",
        "12.6亿元 丽江市 旅游收入 level 12.6 亿元 exact 2024-02 actual",
    ]),
}  # fmt: skip


@pytest.mark.parametrize(("passage", "claims"), cases(PASSAGES))
def test_a_passage_makes_its_claims(passage, claims, vocabulary):
    assert printed_claims(passage, vocabulary) == claims
