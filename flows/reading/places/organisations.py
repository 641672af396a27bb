"""Names of regions that are part of another name: of an organisation (兰州石化) or of something quoted (《重庆市…意见》)."""

import re
from typing import Final

from flows.reading.text.words import words

_NAME: Final = r"[^\s,。;:!?、“”\"《》的在与和及了将把对向从为是有已由被等中内共各并以于其到]"
_ORGANISATIONS: Final = words(
    "有限公司 股份 公司 集团 大学 学院 研究院 研究所 银行 医院 石化 钢铁厂 卷烟厂 航空公司 实验室 日报 晚报 电视台 海关",
    "机场集团 理工 化工 铝业 钢铁(?=集团|股份|公司) 重工 电力公司 能源公司 科技公司 药业 酒业 乳业 师范 报业 助剂厂 制药厂",
    r"[^\s,。;]厂(?![区房家长商]) 工程院 科学院 科协 石油 有色 财险 人寿 气象局 证监会 科创中心 制药 发布",
)
_ORGANISATION: Final = re.compile(
    r"海关|日报|晚报|大学|学院|医院|银行|电视台|石化|理工|师范|气象|铁路局|海事|证券|农商行|电网|供电|分行|中院|法院|检察院|调查队"
    rf"|(?!市[委政])(?!\d){_NAME}{_NAME}{{0,13}}?(?:{'|'.join(_ORGANISATIONS)})"
)
"""What makes an organisation's name of the short name of a region before it: 兰州|石化."""
_SUFFIX_ORGANISATION: Final = re.compile(
    r"委组织部|委宣传部|人民政府|政府|[^\s,。;:、的]{0,6}(?:有限公司|研究院|大学|学院|银行|日报|电视台|医院|集团)"
)
"""The same after a full name: 兰州市|人民政府."""


def names_an_organisation(folded: str, end: int, *, full: bool) -> bool:
    pattern = _SUFFIX_ORGANISATION if full else _ORGANISATION
    return pattern.match(folded, end) is not None


def is_quoted(folded: str, start: int, end: int) -> bool:
    """``True`` where the mention is inside a short quoted name: “甘肃省乳产业创新联合体”, 《重庆市…意见》."""
    for opening, closing in (("《", "》"), ("“", "”")):
        opened = folded.rfind(opening, max(0, start - 24), start)
        if opened >= 0 and folded.find(closing, opened, start) < 0:
            closed = folded.find(closing, end, end + 32)
            if closed >= 0 and not any(sign in folded[opened:closed] for sign in ",。;"):
                return True
    return False
