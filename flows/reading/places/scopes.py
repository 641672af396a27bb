"""Regions that are only compared with, ranked in, shared of or gone to: 占全国的36.1%, 居全省第二, 销往重庆."""

import re
from typing import Final

from flows.vocabulary import Vocabulary
from flows.vocabulary.lists import WordList

_SCOPE_AFTER: Final = re.compile(
    r"[省市州县区盟]?的?(?:(?P<rank>排名|排位|位次)|第[一二三四五六七八九十\d](?!产业|[、,和]?第?[二三]|次)|首位|第一|平均|均值|各省|各地|各市|前列|前[\d一二三四五六七八九十]|最|唯一"
    r"|首[个家批次]|领先|倒数|榜首|百强|同类|同期|优秀|考核|率先|高新区|国家级|开发区|重点工作|科技创新|同行|综合|产粮|十强"
    r"|[、和与及][一-龥]{1,6}等地|等地|等[一-龥]{0,3}[省市地国]|[一二三四五六七八九十\d]+[个家]省(?!级)|(?:(?:旅客|游客)(?![量数吞人])|客源|客商|籍|产业转移))"
)
"""Words behind a region that things are ranked or averaged over."""
_ASIDE: Final = re.compile(r"\([^()]{1,20}\)")
_WHOLE_NAMES: Final = frozenset({"全国", "我国", "中国", "全球", "世界"})


class Scopes:
    """Tells mentions that are mere scopes, by the words of a vocabulary before and behind them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._before = vocabulary.words(WordList.SCOPE_BEFORE)
        self._at = vocabulary.words(WordList.LOCATED_AT)
        self._reach = max(map(len, (*self._before, *self._at)))

    def has(self, folded: str, start: int, end: int, text: str) -> bool:
        """``True`` where the region ``text`` at ``[start, end)`` is only a scope."""
        before = folded[max(0, start - self._reach) : start]
        if before.endswith(self._before) or (before.endswith("于") and not before.endswith(self._at)):
            return True
        if aside := _ASIDE.match(folded, end, end + 24):
            end = aside.end()  # 香港(1071元)旅客
        if after := _SCOPE_AFTER.match(folded, end, end + 12):
            is_whole = text in _WHOLE_NAMES or text.startswith(("全", "我", "该", "本"))
            if after["rank"] and not is_whole:
                return False  # 定西排名第三 is of 定西, 全省排名第三 is not of the province
            return is_whole or not folded[end].isdigit()
        return False
