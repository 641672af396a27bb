"""The status of a figure (fact, first estimate, aim, plan, capacity), told by the words of its sentence."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from flows.domain.period import Period
from flows.reading.context.keys import Key
from flows.reading.context.spots import Measured, Spot
from flows.reading.text.rule import Rule
from flows.reading.text.sentences import Sentence
from flows.reading.text.words import cue_pattern, one_of
from flows.vocabulary import Vocabulary
from flows.vocabulary.roles import RELATIVE, Dimension

_TARGET: Final = (
    r"争取(?=[^,。;到]{0,12}(?:达|突破|增长|完成|实现))",
    r"锚定(?=[^,。;]{0,12}(?:\d|亿))",
    r"将达到?(?=\d)",
    r"打造(?=[^,。;]{0,4}[百千万]+亿级)",
    r"形成(?=[百千万]+亿级)",
    (
        r"要(?=(?:突破|达到|完成|新增|引进|再|由|力|建成|增长|提高|把|让|压|冲|净)"
        r"|[^,。;要]{0,8}(?:突破|达到|提高到|增加到|增至|压在|控制在))"
    ),
    *(rf"{to}20[2-9]\d年[底末]?(?=[^,。;]{{0,16}}(?:将|要|达|突破|建成))" for to in "到至"),
)
_PLAN: Final = (
    r"将(?![^,。;]{0,30}纳入)(?=[^,。;]{0,16}(?:建|投|开工|发射|新增|实施|引进|投放|安排))",
    r"待[^,。;]{1,12}后",
)
_CAPACITY: Final = (r"日产(?![量值])(?=[^,。;]{0,6}(?:\d|[一二三四五六七八九十百千万]+[吨台套]))",)


@dataclass(frozen=True, slots=True, eq=False)
class StatusRule(Rule):
    """A rule that says how sure or how far ahead a figure is.

    ``does`` is the status that it gives (codelist ``status``; empty where it is that of another figure), ``words`` are
    patterns of wordings that are no plain words; those stand in the seed ``status_cues``.
    """

    does: str
    words: tuple[str, ...] = ()


Judged = tuple[str, StatusRule]
"""A status and the rule that gave it."""

ACTUAL: Final = StatusRule(
    "status.actual",
    "What is said without a word of aim, plan or estimate is a fact.",
    ("2023年，许昌市地区生产总值【3270亿元】。", "截至目前，许昌市已建成5G基站【9800个】。"),
    ("2024年，许昌市力争地区生产总值突破【3500亿元】。",),
    does="actual",
)
TARGET: Final = StatusRule(
    "status.target",
    "力争, 确保, 目标 and 到2030年达到 make a figure an aim.",
    ("2024年，许昌市力争地区生产总值突破【3500亿元】。", "到2030年，广元市天然气产量要达到【200亿立方米】。"),
    (
        "2023年，许昌市地区生产总值突破【3200亿元】。",
        "2023年，许昌市城镇新增就业5.2万人，完成全年目标数【104%】；失业人员再就业1.1万人。",
        "2023年，许昌市城镇新增就业5.2万人，完成全年目标数104%；失业人员再就业【1.1万人】。",
        "2023年，许昌市单位能耗累计下降10%，超额完成省定目标【2.7个百分点】。",
    ),
    does="target",
    words=_TARGET,
)
INHERITED: Final = StatusRule(
    "status.inherited",
    "What a word of aim, plan or estimate began goes on to the end of its list or paragraph clause.",
    (
        "2023年，全省预计完成投资1436亿元。其中，兰州新区【400亿元】、白银市225亿元。",
        "2024年，毕节市主要目标是：地区生产总值增长6%；社会消费品零售总额增长【7%】。",
    ),
    ("2023年，全省完成投资1436亿元。其中，兰州新区【400亿元】。",),
    does="",
)
PLAN: Final = StatusRule(
    "status.plan",
    "计划, 拟, 将建 and 规划 make a figure a plan that is not carried out yet.",
    ("2024年，青海省计划新增光伏装机【1500万千瓦】。", "该项目位于宝鸡市，拟投资【12亿元】建设智慧物流园。"),
    ("2023年，青海省新增光伏装机【1500万千瓦】。",),
    does="plan",
    words=_PLAN,
)
PRELIMINARY: Final = StatusRule(
    "status.preliminary",
    "预计, 初步测算 and 有望 make a figure a first estimate.",
    ("2023年，腾冲市预计完成地区生产总值【331.6亿元】。", "经初步核算，2023年阳泉市地区生产总值【990亿元】。"),
    (
        "2023年，腾冲市完成地区生产总值【331.6亿元】。",
        "经初步核算，2023年阳泉市地区生产总值990亿元，固定资产投资增长【6%】。",
    ),
    does="preliminary",
)
OF_LEVEL: Final = StatusRule(
    "status.of_level",
    "What is said of a first estimate, such as its growth, is a first estimate too.",
    ("2023年，兰州市预计完成地区生产总值3480亿元。\n2023年，兰州市地区生产总值同比增长【4.2%】。",),
    ("2023年，兰州市完成地区生产总值3480亿元，同比增长【4.2%】。",),
    does="preliminary",
)
OF_RELEASE: Final = StatusRule(
    "status.of_release",
    "Where an article calls the figures of a period 临时估计, all that it states of periods ending then is a first estimate.",
    ("2023年11月，澳门零售业销售额的临时估计为65亿元。\n2023年11月，手表销售额上升【12%】。",),
    (
        "2023年11月，澳门零售业销售额的临时估计为65亿元。\n2023年10月，手表销售额上升【12%】。",
        "2023年11月，澳门零售业销售额为65亿元。\n2023年11月，手表销售额上升【12%】。",
    ),
    does="preliminary",
)
FUTURE: Final = StatusRule(
    "status.future",
    "A figure of a year that has not ended when the article appears is an aim, whatever the verb.",
    ("2024年，庆阳市地区生产总值增长【7%】。", "到2026年，玉溪市常住人口城镇化率达到【60%】。"),
    ("2023年，庆阳市地区生产总值增长【7%】。",),
    does="target",
)
PROJECT: Final = StatusRule(
    "status.project",
    "The sum of a project that is being signed, begun or prepared is planned, not spent.",
    (
        "2月1日，宜宾市集中签约项目36个，总投资【812.6亿元】。",
        "2月2日，滨州市14个项目集中开工，总投资【96.4亿元】。",
        "目前，庆城县储备项目47项，总投资【212亿元】。",
    ),
    ("2023年，宜宾市完成工业投资【812.6亿元】。",),
    does="plan",
)
CAPACITY: Final = StatusRule(
    "status.capacity",
    "年产, 产能, 设计能力 and 万吨/年 state what has been built, not what was made.",
    ("玉门市炼化厂年产能【250万吨】。", "目前，宁东基地煤制油装置的设计产能为【400万吨/年】。"),
    ("2023年，玉门市原油产量【250万吨】。",),
    does="capacity",
    words=_CAPACITY,
)
DONE: Final = StatusRule(
    "status.done",
    "A figure of the year under way is a fact where its words compare it with last year or say that it is done.",
    (
        "2024年，庆阳市完成工业投资12亿元，同比增长【7%】。",
        "2024年，庆阳市已发放贷款【7亿元】。",
    ),
    ("2024年，庆阳市地区生产总值增长【7%】。", "2024年，庆阳市要完成工业投资【12亿元】。"),
    does="actual",
)
GIVEN_AIM: Final = StatusRule(
    "status.given_aim",
    "An amount behind 完成 and before 任务 or 目标 is the aim that was set: 完成下达的5000亩任务.",
    (
        "2023年，遂宁市扩种大豆5365亩，完成省上下达的【5000亩】扩种任务。",
        "2023年，遂宁市超额完成城镇新增就业【3万人】的预期目标。",
    ),
    ("2023年，遂宁市扩种大豆【5365亩】，完成全年任务。", "2023年，遂宁市扩种大豆5365亩，完成任务的【107%】。"),
    does="target",
)
RULES: Final = (
    ACTUAL,
    TARGET,
    INHERITED,
    PLAN,
    PRELIMINARY,
    OF_LEVEL,
    OF_RELEASE,
    FUTURE,
    DONE,
    GIVEN_AIM,
    PROJECT,
    CAPACITY,
)
"""The rules that stand here."""

_BY_STATUS: Final = {rule.does: rule for rule in (TARGET, PLAN, PRELIMINARY, CAPACITY, ACTUAL)}


class StatusCues:
    """The words of a vocabulary that tell a status, made into one pattern.

    The number of the empty group behind the word that fits is its place in ``meanings``: the rule that it fires, and its
    effect (codelist ``cue_effect``).
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        cues = sorted(vocabulary.status_cues, key=lambda cue: -len(cue.cue))
        entries = [
            (cue_pattern(cue.cue, cue.not_after.split(), cue.not_before.split()), _BY_STATUS[cue.status], cue.effect)
            for cue in cues
        ]
        entries += [(wording, rule, None) for rule in _BY_STATUS.values() for wording in rule.words]
        self.pattern = one_of(f"{pattern}()" for pattern, _, _ in entries)
        self.meanings = ((INHERITED, None), *((rule, effect) for _, rule, effect in entries))


_PROJECT_SUM: Final = re.compile(r"(?:总投资|计划投资|项目投资|投资总额|概算|协议(?:总)?投资额?)[^,。;\d]{0,6}$")
_ONCE_BUILT: Final = re.compile("达产|达效|(?:建成|投产|投用)[之以]?后")
_GROUND: Final = re.compile(",?(?:规划|项目)?(?:占地|用地|建筑|总建筑)(?:面积)?")
_ACCOUNTS: Final = "national_accounts"
_RESERVED: Final = re.compile(r"储备|谋划|策划|包装|拟建|在谈|意向")
_MET: Final = re.compile(
    r"(?:(?<!努力)(?<!奋力)(?<!全力)(?<![为以要])(?:完成|实现|达成|兑现)|超额|超过|超出|高于|好于|优于|快于|低于|占|达到)[^,。;:增]{0,12}$"
)
_MET_REACH: Final = 18
_SET: Final = re.compile("完成|超额|下达|分解|既定|确定")
_AIM_BEHIND: Final = re.compile(r"(?:左右|以上)?的?[^,。;:、\d]{0,6}(?:任务|目标)(?!的?\d)")
_DONE_BEHIND: Final = re.compile("[,(]?(?:同比|[比较](?:上年|去年))")
_DONE: Final = re.compile(r"同比|[比较](?:上年|去年)|已|累计完成|实际|(?:同期)")
_BUILT: Final = re.compile("建成|竣工|完工|投产|投用|投运")
_PUSHED: Final = re.compile(r"推动|推进|摸排|加快|谋划|争取|储备")
_CHINESE: Final = re.compile(r"[一-鿿]")
_PROJECT: Final = re.compile(r"项目|电站|电厂|光伏发电|储能|风电场")
_UNBUILT: Final = re.compile(r"推动|推进|摸排|推荐|申报|签约|动工|具备入库|续建|拟建|招引|引进“|等项目")
_UP_TO: Final = re.compile(r"推到|提高到|提升到|达到|突破|增加到|扩大到|稳定在|保持在|以上")
_POWER: Final = frozenset({Dimension.POWER, Dimension.ENERGY})
_OUTPUT: Final = _POWER | {Dimension.MASS}
_NO_CAPACITY: Final = RELATIVE | {Dimension.COUNT, Dimension.MONEY}
_PLANNED: Final = frozenset({"growth_yoy", "ratio", "share", "growth_avg"})
_FORESEEN: Final = frozenset({"level", "growth_yoy", "ratio", "share", "rank", "growth_avg"})
_NOW: Final = re.compile("[现已有]")
_YOUNG: Final = 60
"""A year is young for so many days."""
_LONGEST_YEAR: Final = 200
"""A year that began no more days than these ago can still be the year to come."""


class Statuses:
    """The statuses of one article's figures in order of place: ``enter`` each sentence, then ask for its figures.

    What a sentence leaves open goes on into the one that continues it: 力争…; 到2025年… is an aim in both.
    """

    def __init__(
        self, folded: str, published_on: dt.date | None, status_cues: StatusCues, dimension: Callable[[str], str]
    ) -> None:
        """``dimension`` says what a base unit measures."""
        self._words = status_cues
        self._dimension = dimension
        self._folded = folded
        self._published_on = published_on
        self._status = ACTUAL.does
        self._first_estimates: set[tuple[str, str, str]] = set()
        self._sentence: Sentence | None = None
        self._start = 0
        self._cues: Iterator[re.Match[str]] | None = None
        self._next: re.Match[str] | None = None
        self._rule: StatusRule | None = None
        self._capacity: int | None = None
        self._is_reserved = self._is_of_accounts = self._is_of_release = False
        self._released: set[dt.date] = set()

    def enter(self, sentence: Sentence, *, continues: bool) -> None:
        """Go on to the next sentence; its words are looked at when a figure asks for them."""
        if not continues:
            self._status = ACTUAL.does
            self._is_of_accounts = self._is_of_release = False
        self._sentence, self._start, self._cues, self._rule = sentence, sentence.start, None, None
        self._capacity, self._is_reserved = None, False

    def status_of(self, spot: Spot, measured: Measured, *, stem: str, before: str) -> Judged:
        """The status of a figure; ``stem`` is what was counted before it, ``before`` the status of the last claim."""
        self._go_on_to(spot.figure.start)
        folded, kind, unit = self._folded, self._dimension(spot.base_unit), spot.figure.unit
        status = self._status
        rule = self._rule or (INHERITED if status != "actual" else ACTUAL)
        if self._is_reserved and kind != Dimension.COUNT and status != "target":
            status, rule = PLAN.does, PLAN
            self._status = status
        is_level = measured.measure == "level"
        if status == "actual" and self._is_given_aim(spot, measured):
            return GIVEN_AIM.does, GIVEN_AIM
        if is_level and status == "actual" and kind == Dimension.MONEY and self._is_of_a_project(spot, stem):
            return PROJECT.does, PROJECT
        is_capacity = (
            (self._capacity is not None and self._capacity >= min(spot.clause - 1, spot.gap))
            or (is_level and self._is_capacity_after(spot))
            or (before == "capacity" and folded[spot.gap : spot.gap + 1] in ("、", "和", "及", "/"))
            or "/年" in unit
            or "/日" in unit
            or (is_level and kind in _POWER and _PROJECT.search(folded, spot.clause, spot.end) is not None)
        )
        if not is_capacity:
            if status == "actual" and before == "plan" and _GROUND.match(folded, spot.gap, spot.head):
                return PROJECT.does, PROJECT
            if (
                is_level and status == "actual" and kind in _OUTPUT
                and _CHINESE.match(folded, spot.tail) and _PUSHED.search(folded, spot.sentence, spot.figure.start)
            ):  # fmt: skip
                return PROJECT.does, PROJECT
            return status, rule
        is_designed = "设计" in folded[spot.gap : spot.figure.start]
        if status == "actual" and not is_designed and _UNBUILT.search(folded, spot.sentence, spot.end):
            status = "plan"
        if kind in _NO_CAPACITY:
            return status, rule
        rule = PLAN if status == PLAN.does and not is_designed else CAPACITY
        return rule.does, rule

    def _go_on_to(self, place: int) -> None:
        """Take the words before ``place`` into account; ``_next`` is then the first one behind it."""
        if self._cues is None:
            sentence = self._sentence
            if sentence is None:
                return
            self._cues = self._words.pattern.finditer(self._folded, sentence.start, sentence.end)
            self._next = next(self._cues, None)
        while (cue := self._next) is not None and cue.start() < place:
            rule, effect = self._words.meanings[cue.lastindex or 0]
            if rule is CAPACITY:
                self._capacity = cue.start()
            elif rule is ACTUAL:
                if effect == "fact":
                    self._status, self._rule = rule.does, rule
                    self._is_reserved = False
            elif effect == "reserve":
                self._is_reserved = True
            elif (effect == "goal" and self._is_met(cue.start())) or (
                rule is PRELIMINARY and self._status == PLAN.does and self._rule is PLAN
            ):
                pass  # 建成后预计: what a plan expects is planned
            elif rule is not PLAN or self._status != TARGET.does:
                self._status, self._rule = rule.does, rule
                self._is_reserved, self._is_of_accounts = False, effect == "accounts"
                self._is_of_release = effect == "release"
            self._next = next(self._cues, None)

    def _is_met(self, place: int) -> bool:
        """完成全年, 超额完成省定, 高于 before ``place``: the goal there is one that was reached or missed."""
        return _MET.search(self._folded, max(self._start, place - _MET_REACH), place) is not None

    def _is_given_aim(self, spot: Spot, measured: Measured) -> bool:
        """完成5000亩的任务: what was set to be reached."""
        return (
            measured.measure in ("level", "growth_yoy")
            and _AIM_BEHIND.match(self._folded, spot.tail, spot.end) is not None
            and _SET.search(self._folded, spot.clause, spot.head) is not None
        )

    def _is_of_a_project(self, spot: Spot, stem: str) -> bool:
        """总投资12亿元的项目: the sum that a project is going to cost."""
        folded = self._folded
        if not _PROJECT_SUM.search(folded, spot.clause, spot.head):
            return False
        return (
            not stem
            or folded.startswith("的", spot.tail)
            or _BUILT.search(folded, spot.sentence, spot.figure.head) is None
            or _RESERVED.search(folded, spot.sentence, spot.figure.head) is not None
        )

    def _is_capacity_after(self, spot: Spot) -> bool:
        """6万吨的年产能."""
        cue = self._next
        return (
            cue is not None
            and self._words.meanings[cue.lastindex or 0][0] is CAPACITY
            and cue.start() - spot.tail < 24
            and self._dimension(spot.base_unit) not in (Dimension.COUNT, Dimension.MONEY)
            and "," not in self._folded[spot.tail : cue.start()]
        )

    def settled(self, found: Judged, spot: Spot, measured: Measured, key: Key, period: Period, basis: str) -> Judged:
        """The status, now that key and period are known: no fact lies in the future; growth is as sure as its level."""
        status = found[0]
        measure = measured.measure
        if status == "preliminary" and self._is_of_accounts and key.indicator and key.indicator.theme != _ACCOUNTS:
            return ACTUAL.does, ACTUAL
        if status == "preliminary" and self._is_of_release and period.end is not None:
            self._released.add(period.end)
        elif status == "actual" and found[1] is ACTUAL and self._rule is None and period.end in self._released:
            return OF_RELEASE.does, OF_RELEASE
        if key.indicator is not None and status in ("preliminary", "actual"):
            name = (key.indicator.indicator_id, key.region.region_id if key.region else "", period.text)
            if status == "preliminary":
                self._first_estimates.add(name)
            elif measure.startswith("growth") and name in self._first_estimates:
                return OF_LEVEL.does, OF_LEVEL
        if status == "plan" and measure == "growth_yoy" and _DONE.search(self._folded, spot.gap, spot.head):
            return DONE.does, DONE
        if status == "plan" and (measure in _PLANNED or (measure == "level" and self._is_aim(spot, key))):
            return TARGET.does, TARGET
        if (
            status == "actual"
            and (basis not in ("inherited", "inferred") or self._is_young(period, basis, spot))
            and period.end is not None
            and measure in _FORESEEN
            and (published := self._published_on) is not None
        ):
            if period.kind == "span":
                is_ahead = period.end.year > published.year
            else:
                is_ahead = (
                    period.kind in ("year", "half")
                    and period.end > published
                    and (period.start is None or (period.start - published).days > -_LONGEST_YEAR)
                )
            if is_ahead:
                is_done = _DONE.search(self._folded, max(spot.gap, spot.clause - 1), spot.head) or (
                    _DONE_BEHIND.match(self._folded, spot.tail)
                )
                return (DONE.does, DONE) if is_done else (FUTURE.does, FUTURE)
        return found

    def _is_young(self, period: Period, basis: str, spot: Spot) -> bool:
        """A year that has just begun: what an article says of it without naming it again is still to come."""
        published = self._published_on
        return (
            basis == "inherited"
            and period.kind == "year"
            and period.start is not None
            and published is not None
            and (published - period.start).days < _YOUNG
            and _NOW.search(self._folded, max(spot.gap, spot.clause - 1), spot.head) is None
        )

    def _is_aim(self, spot: Spot, key: Key) -> bool:
        """计划…产量达到5万台 is an aim, 计划投资 5亿元 a plan."""
        return (
            key.indicator is not None
            and (self._dimension(key.base_unit) not in _OUTPUT or key.name.endswith("产量"))
            and "项目" not in key.text
            and "投资" not in key.text
            and not _ONCE_BUILT.search(self._folded, spot.sentence, spot.head)
            and _UP_TO.search(self._folded, spot.figure.head - 8, spot.figure.tail + 2) is not None
        )
