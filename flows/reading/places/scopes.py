"""Regions that are only compared with, ranked in, shared of or gone to: 占全国的36.1%, 居全省第二, 销往重庆."""

import re
from typing import Final

from flows.reading.text.words import words

_SCOPE_BEFORE: Final = words(
    "占 比 较 高于 低于 快于 慢于 好于 优于 强于 大于 位居 位列 居 列 排名 排 跑赢 领跑 领先 高出 高过 低过 超过 落后",
    "落后于 拉动 带动 赴 送往 卖给 卖到 流向 流入 输往 运往 来源于 对口 支援 援助 采自 销至 对 借道 途经 取道 追赶 超越 是",
    "与 同 跟 往 直抵 通达 来自 前往 销往 出口 抵达 驶向 通往 飞往 直飞 到 往返 毗邻 接壤 对比 占到 占去 占据 进入 跻身",
    "发往 直达",
)
"""Words before a region that is only compared with, ranked in, or gone to."""
_AT: Final = ("位于", "处于", "坐落于")
_SCOPE_AFTER: Final = re.compile(
    r"[省市州县区盟]?的?(?:排名|排位|位次|第[一二三四五六七八九十\d]|首位|第一|平均|均值|各省|各地|各市|前列|前[\d一二三四五六七八九十]|最|唯一"
    r"|首[个家批次]|领先|倒数|榜首|百强|同类|同期|优秀|考核|率先|高新区|国家级|开发区|重点工作|科技创新|同行|综合|产粮|十强|[两三四五]市"
    r"|[、和与及][一-龥]{1,6}等地|等地|等[一-龥]{0,3}[省市地国]|[一二三四五六七八九十\d]+[个家]省)"
)
"""Words behind a region that things are ranked or averaged over."""
_WHOLE_NAMES: Final = frozenset({"全国", "我国", "中国", "全球", "世界"})


def is_scope(folded: str, start: int, end: int, text: str) -> bool:
    before = folded[max(0, start - 4) : start]
    if before.endswith(_SCOPE_BEFORE) or (before.endswith("于") and not before.endswith(_AT)):
        return True
    if _SCOPE_AFTER.match(folded, end, end + 12):
        return text in _WHOLE_NAMES or text.startswith(("全", "我", "该", "本")) or not folded[end].isdigit()
    return False
