"""The words around a figure as a name: the noun phrase before or behind it, and the verb that belongs into the name.

What is not in the vocabulary keeps the words before or behind its figure as its name, with 数 for counts.
"""

import re
from typing import Final

from flows.reading.text.words import Endings, one_of, words
from flows.vocabulary import Vocabulary
from flows.vocabulary.lists import WordList
from flows.vocabulary.roles import UnitRole

_LONGEST_BEFORE: Final = 24
_LONGEST_BEHIND: Final = 20
_PUNCTUATION: Final = frozenset(',。;:!?、"“”‘’《》()【】[]|—\n')
_SPACE: Final = re.compile(r"\s+")

_RISEN: Final = (r"[增升涨降减压缩扩爬迈攒冲提推拉抬跃攀]{1,2}[到至上]", r"\s")
BLANKS: Final = " \t\n\r\f\v\u3000\xa0"

_STOPS: Final = words(
    "了(?!解) 把 将 被 让 使得 通过 按照 根据 围绕 依托 随着 针对 截至目前 目前 今年 去年 全年 当年 同期 年末 年底",
    "其中 同时 此外 另外 另有 还有 尚有 以及 并且 而且 期间 以来 共计 累计(?=实现|完成) 一共 总共 已经 已 分别",
    "主动 积极 大力 持续 成功 精准 陆续 先后 率先 快速 加快 全面 深入 有序 现有 拥有 共有 共 建有 设有 带有 汇聚",
    "集聚了? 聚集了? 聚集 坐拥 手握 形成 构建 实现 完成(?!率|投资) 达成 促成 推动 推进 带动 助推 助力 实施 开展",
    "举办 组织 支持 给予 安排 下达 兑现 投入(?!产出) 投放 建成 打造 建设(?!项目|用地|投资|规模|工期|资金) 覆盖",
    "惠及 服务(?!业|企业|人|机构|中心|平台) 吸纳 带来 创造 提供 拉动 收获 斩获 揽下 拿下 揽 取得 迎来 送走",
    "接待(?=[游旅]) 包括 涵盖 涉及 保持 达 为 有(?![效机色限线关]) 是 对 向 在 于 从 由 与 和 及 或 给 每",
    "我市 我省 全市 全省 全县 全区 全州 全国 省内 市内 该市 该省 该县 该区 企业(?=完成|实现)",
)
"""Where a phrase begins: behind the last of these."""
_STOP: Final = one_of(_STOPS)
_STOP_FIRST: Final = frozenset(word[0] for word in _STOPS)

_LEADING: Final = re.compile(
    r"(?:力争|预计|争取|确保|将|的|地|得|着|等|并|还|又|再|共|各类|各种|各|该|其|这|那|本(?=[市省县区地届次年])|优质|一批|一系列|更多|多个)+"
)
_NO_NOUN: Final = words(
    "等 里 中 以 年 月 日 后 时 间 前 内 上 下 来 看 得 着 增长 增加 减少 下降 净增 净添 净减 多出 多打 少 多 高 低",
    "折合 打下 缩水 滑落 扩大 提高 提升 上升 上涨 回落 跃升 猛增 激增 环比 同比 增幅 增速 涨幅 降幅 选派 组织",
    "组建 带动 吸引 给予 提出 需要 相当 卖出 仅为 经过 历经 启动 绘制 打造 开出 跑出 交出 迎来 进账 入账 拿出",
    "掏出 砸下 花掉 投了 外加 加上 数据 部分",
)
"""Endings of what is no noun phrase."""

_BEHIND_STOP: Final = one_of(
    (
        *map(re.escape, ',。;:!?、"“”‘’《》()【】[]|—\n0123456789'),
        *words(
            "的(?<!目的) 在这里 在此 在 入选 入围 晋级 参加 参与 获得 获评 获 被 已 正 将 均 都",
            "全部 同日 同时 集中 一并 开工 投产 落地 签约 动工 复工 通过 达到 完成 实现 进入 组成 组建 担任 成为",
            "荣获 享受 纳入 列入 迎 给予 等 和 与 及 或 以上 左右 上下 陆续 先后 齐 竞相 跻身 上榜 前来 赴 来 去 为",
            "是 有 实行 建成 发放 用于 上市 开通 运行 报名 实施 开展",
        ),
    )
)

_VERBS: Final = words(
    "新增 新引进 引进 引入 新认定 认定 新建 新建成 获批 获得 签约 登记 发表 选派 新签约 新开工 新落地 落地 新签",
    "开工 投产 入驻 新入驻 培育 孵化 累计引进 新设立 新设 新登记 新注册 入选 储备 招引 授权 申请 申报 转化 净增",
    "淘汰 关停 建成 脱贫 搬迁 复工 新培育 新获批 在建 续建 实施 举办",
)
"""Verbs that belong into the name of what is counted."""
_VERB: Final = re.compile(f"(?:{'|'.join(_VERBS)})(?:了|各类|优质|国家级|省级)?$")
_LONGEST_VERB: Final = max(map(len, _VERBS)) + 3

_NAMED_AMOUNT: Final = ("数", "数量", "总量", "量", "额", "率")
_WHO: Final = ("人员", "人才", "专家", "者", "工", "生", "员", "士", "户", "师")


def between(vocabulary: Vocabulary, fillers: WordList) -> list[str]:
    """Patterns of what may stand between a word and its figure: the hedges before a number, and the words of a list."""
    hedges = {hedge.hedge for hedge in vocabulary.hedges if hedge.side == "before"}
    return [re.escape(word) for word in sorted(hedges | set(vocabulary.words(fillers)), key=len, reverse=True)]


class Phrases:
    """The phrases around figures, read with the hedges and the unit words of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._hedges = Endings((*between(vocabulary, WordList.PHRASE_FILLERS), *_RISEN), last=BLANKS)
        self._persons = vocabulary.units_of(UnitRole.PERSON)

    def before(self, folded: str, start: int, end: int) -> str:
        """The noun phrase that ends right before a figure: 省级以上项目 of 争取到省级以上项目25项; may be empty.

        A transitive verb that ends the phrase leaves it empty: what is counted then stands behind the figure.
        """
        text = self._hedges.stripped(_SPACE.sub("", folded[start:end]))
        if text.endswith(")") and "(" in text:
            text = text[: text.rindex("(")]
        for at in range(len(text) - 1, -1, -1):
            if text[at] in _PUNCTUATION and not (text[at] in '"“”' and at < len(text) - 1 and len(text) - at < 20):
                text = text[at + 1 :]
                break
        text = self._hedges.stripped(text)
        for at in range(len(text) - 1, -1, -1):
            if text[at] in _STOP_FIRST and (stop := _STOP.match(text, at)):
                text = text[stop.end() :]
                break
        text = _without_leading(text)
        text = text[text.rfind("的") + 1 :].strip('"“”')
        if text.endswith(_NO_NOUN):
            return ""
        return text if 1 < len(text) <= _LONGEST_BEFORE else ""

    def behind(self, folded: str, start: int, end: int) -> str:
        """The noun phrase that follows a figure: 重点项目 of 41个重点项目在这里一并开工; may be empty."""
        limit = min(end, start + _LONGEST_BEFORE)
        stop = _BEHIND_STOP.search(folded, start, limit)
        text = _without_leading(_SPACE.sub("", folded[start : stop.start() if stop else limit]))
        return text if 1 < len(text) <= _LONGEST_BEHIND else ""

    def verb_before(self, folded: str, start: int, end: int) -> str:
        """The verb right before a figure that belongs into the name of what is counted: 引进 of 引进31家企业; may be empty."""
        text = folded[start:end]
        for clause in (self._hedges.stripped(text), text.rstrip(" 约近超逾了")):
            if verb := _VERB.search(clause, max(0, len(clause) - _LONGEST_VERB)):
                return verb[0].rstrip("了")
        return ""

    def counted(self, phrase: str, unit: str) -> str:
        """The name of a count of what ``phrase`` says: 企业数, 培训人数, 调度次数."""
        if not phrase or phrase.endswith(_NAMED_AMOUNT):
            return phrase.removesuffix("量") if phrase.endswith("数量") else phrase
        if unit in self._persons and not phrase.endswith(_WHO):
            return f"{phrase}数" if phrase.endswith("人") else f"{phrase}人数"
        if unit == "次" and not phrase.endswith("次"):
            return f"{phrase}次数"
        if unit == "场" and not phrase.endswith("场"):
            return f"{phrase}场次"
        if unit == "人次":
            return f"{phrase}人次"
        return f"{phrase}数"


def _without_leading(text: str) -> str:
    leading = _LEADING.match(text)
    return text[leading.end() :] if leading else text
