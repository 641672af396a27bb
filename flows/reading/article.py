"""One article read: every figure becomes claims, no claim with its reason, or unread."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from flows.domain.claim import Claim
from flows.domain.period import Period
from flows.domain.reading import ArticleText, Figure, PeriodMention, Reading
from flows.domain.span import Span
from flows.reading import measures
from flows.reading.dating import Dating
from flows.reading.indicators import Names, counted, fits, kin, phrase_before, phrase_behind
from flows.reading.lexicon import Lexicon, Term, lexicon_of
from flows.reading.measures import Context, Measured, is_list_gap
from flows.reading.periods import find_periods
from flows.reading.regions import Place, Places
from flows.reading.scanning import FigureScanner
from flows.reading.sentences import Sentence, split_sentences
from flows.reading.statuses import Cue, status_cues
from flows.vocabulary import Indicator, Region, Vocabulary
from flows.vocabulary.folding import fold

_COMMAS: Final = ",;:。"
_APART: Final = re.compile(r"分别|依次|各(?!类|项|界|地|级|种|市|县|区|省|族|方)")
_ALL: Final = re.compile(r"(?:均|都|双双|齐)")
_JOINED: Final = re.compile(r"[\s、,和与及以\"“”]*")
_RHETORIC: Final = re.compile(r"[一两二三四五六七八九十]{1,2}$")
_PLAIN_CLASSIFIERS: Final = frozenset(
    "个 种 大 方面 项 次 步 条 类 层 道 面 片 块 段 份 件 名 位 张 把 级 轮 批 本 场 头 只 座 站 期 部 处 间 套 所 户 人 天 年 日 度 分 点 手 口 心 家 遍 度 回 趟 支 辈子 番 种类 些 重 力 辆 台 架 艘 列 节".split()
)
_DURATION_CUE: Final = re.compile(r"(?:工期|建设期|历时|历经|用时|耗时|压缩[到至为]?|缩短[到至为了]?|仅需|只需|时间为?|平均|寿命|期限为?|周期为?)(?:约|近|仅|的)?$")
_DURATION_AFTER: Final = re.compile(r"(?:的)?(?:历史|发展历程|积累|建设发展|在[^,。]{2,12}积累|光景|工期)")
_ELLIPSIS: Final = re.compile(r"^[\s\"“]*(?:其中|分[^,。;:]{1,6}看|具体来看|具体看)")
_COMPARED: Final = re.compile(r"占|比(?!重|例|率)|较|高于|低于|快于|慢于|高出|跑赢|领先|落后|超过(?=全)|拉动|对(?=全|GDP|经济|规)")
_WHOLE_PHRASE: Final = re.compile(r"(?:占|比|较|高于|低于|快于|慢于|高出|跑赢|居|列|排)(?:到|去|了|据)?(?P<whole>[^,。;:\d]{1,16}?)(?:的|比重|总量|第|高|低|快|慢|多|$)")


class _Key(NamedTuple):
    """What the figures of a statement share: indicator, its printed words, region, subject."""

    indicator: Indicator | None
    text: str
    region: Region | None
    subject: str
    base_unit: str
    rule: str


class _Made(NamedTuple):
    """A claim in the making, offsets in the folded text of the article."""

    start: int
    end: int
    value: Decimal
    key: _Key
    measured: Measured
    period: Period
    period_basis: str
    region_basis: str
    status: str
    bound: str
    unit: str
    base_unit: str
    compared_with: str
    sentence: Sentence
    rules: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class _Tools:
    """What is made once of a vocabulary."""

    vocabulary: Vocabulary
    lexicon: Lexicon
    scanner: FigureScanner
    names: Names


@lru_cache(maxsize=2)
def _tools(vocabulary: Vocabulary) -> _Tools:
    return _Tools(vocabulary, lexicon_of(vocabulary), FigureScanner(vocabulary), Names(vocabulary))


def read_article(article: ArticleText, vocabulary: Vocabulary) -> Reading:
    """Every figure of the article with what became of it, its period mentions, and its claims.

    Offsets are code points of ``article.text``. The same text gives the same reading, whatever stands around the article.
    """
    if not article.segments:
        return Reading((), (), ())
    return _Walk(article, _tools(vocabulary)).read()


class _Walk:
    """One pass over an article, from sentence to sentence, with what earlier ones leave to later ones."""

    def __init__(self, article: ArticleText, tools: _Tools) -> None:
        self.article, self.tools = article, tools
        segments = article.segments
        self.base = base = segments[0].span.start
        text = article.text[base : segments[-1].span.end]
        at = 0
        for segment in segments:  # what stands between the segments is furniture
            if segment.span.start - base > at:
                text = text[:at] + "\n" * (segment.span.start - base - at) + text[segment.span.start - base :]
            at = segment.span.end - base
        self.text = text
        self.folded = folded = fold(text)
        self.terms = tools.lexicon.find(folded)
        self.mentions = find_periods(folded, article.published_on)
        self.figures = tools.scanner.scan(folded)
        heads = [
            (segment.span.start - base, segment.span.end - base) for segment in segments if segment.kind == "title"
        ]
        self.places = Places(folded, self.terms, heads, tools.vocabulary)
        self.indicators = [term for term in self.terms if term.indicator is not None]
        self.dating = Dating(folded, self.mentions, article.published_on)
        self.home = self.topic = self.places.home
        self.paragraph = -1
        self.last: _Key | None = None
        self.status = "actual"
        self.listed: list[_Key] = []
        self.made: list[_Made] = []
        self.outcome: dict[int, tuple[str, str]] = {}

    def read(self) -> Reading:
        sentences = list(split_sentences(self.folded, self.article.segments, self.base))
        self._mark_dates()
        later: list[tuple[Sentence, list[int]]] = []
        places, at = self.places.mentions, 0
        place_at = 0
        for sentence in sentences:
            inside = []
            while at < len(self.figures) and self.figures[at].start < sentence.end:
                if self.figures[at].start >= sentence.start:
                    inside.append(at)
                at += 1
            own = []
            while place_at < len(places) and places[place_at].start < sentence.end:
                if places[place_at].start >= sentence.start:
                    own.append(places[place_at])
                place_at += 1
            if sentence.kind in ("byline", "pull_quote"):
                for index in inside:
                    self._refuse(index, sentence.kind)
                continue
            if sentence.kind == "title":
                later.append((sentence, inside))
                continue
            self._sentence(sentence, inside, own)
        for sentence, inside in later:
            self._headline(sentence, inside)
        return self._result()

    # what is no claim ------------------------------------------------------------------------------------------------

    def _refuse(self, index: int, reason: str) -> None:
        self.outcome.setdefault(index, ("not_a_claim", reason))

    def _mark_dates(self) -> None:
        """Figures inside a mention of a period are dates."""
        at = 0
        mentions = self.mentions
        for index, figure in enumerate(self.figures):
            if figure.reading == "not_a_claim":
                self.outcome[index] = ("not_a_claim", figure.reason)
            while at < len(mentions) and mentions[at].end <= figure.start:
                at += 1
            if at < len(mentions) and mentions[at].start < figure.end and figure.start < mentions[at].end:
                self.outcome[index] = ("not_a_claim", "date")

    def _is_rhetoric(self, figure: Figure) -> bool:
        """一个, 两大, 三种: small numerals written out before a classifier count nothing that is reported."""
        if figure.kind not in ("count", "number", "duration"):
            return False
        number = self.folded[figure.start : figure.unit_start]
        if not _RHETORIC.fullmatch(number):
            return False
        if number == "一":
            return not (figure.unit in ("个小时", "小时") and figure.end - figure.start > 2)
        return len(number) == 1 and (figure.unit in _PLAIN_CLASSIFIERS or not figure.unit)

    # one sentence ----------------------------------------------------------------------------------------------------

    def _sentence(self, sentence: Sentence, inside: Sequence[int], places: Sequence[Place]) -> None:
        continues = sentence.follows or bool(_ELLIPSIS.match(self.folded, sentence.start, sentence.end))
        if sentence.paragraph != self.paragraph:
            self.paragraph = sentence.paragraph
            self.topic = self.home
            self.listed = []
            if not continues:
                self.last = None
        if not continues:
            self.status = "actual"
        self.dating.enter(sentence, continues=continues)
        spoken = [place for place in places if not place.is_scope and place.region.level != "country"]
        first = next((index for index in inside if index not in self.outcome), None)
        if spoken and not sentence.follows:
            limit = self.figures[first].start if first is not None else sentence.end
            head = next((place for place in spoken if place.start < limit), None)
            if head is not None and not self._in_brackets(head, sentence):
                self.topic = head.region
        if sentence.kind in ("heading", "title") and spoken:
            self.home = self.topic = spoken[0].region
        if first is None:
            return
        cues = status_cues(self.folded, sentence.start, sentence.end)
        previous: int | None = None
        before: Measured | None = None
        group: list[int] = []
        for position, index in enumerate(inside):
            if index in self.outcome:
                continue
            figure = self.figures[index]
            if self._is_rhetoric(figure):
                self._refuse(index, "idiom")
                continue
            gap = self.figures[previous].tail if previous is not None else sentence.start
            clause = 1 + max(self.folded.rfind(sign, gap, figure.head) for sign in _COMMAS)
            following = inside[position + 1] if position + 1 < len(inside) else None
            end = self.figures[following].head if following is not None else sentence.end
            context = Context(
                self.folded, sentence.start, gap, max(clause, gap), figure.head, figure.tail, end
            )
            if not (group and index in group):
                group = self._group(inside, position)
            made = self._figure(index, figure, context, sentence, places, cues, before, group)
            if made is not None:
                before = made.measured if figure.kind in ("percent", "fraction") else before
            previous = index

    def _in_brackets(self, place: Place, sentence: Sentence) -> bool:
        opened = self.folded.rfind("(", sentence.start, place.start)
        return opened >= 0 and self.folded.find(")", opened, place.start) < 0

    def _group(self, inside: Sequence[int], position: int) -> list[int]:
        """The figures of the list that begins at ``position``: nothing but list signs between them."""
        group = [inside[position]]
        for index in inside[position + 1 :]:
            last = self.figures[group[-1]]
            if not is_list_gap(self.folded, last.tail, self.figures[index].head):
                break
            if self.figures[index].kind != last.kind and last.unit:
                break
            group.append(index)
        return group

    # one figure ------------------------------------------------------------------------------------------------------

    def _figure(
        self, index: int, figure: Figure, context: Context, sentence: Sentence, places: Sequence[Place],
        cues: Sequence[Cue], before: Measured | None, group: Sequence[int],
    ) -> _Made | None:  # fmt: skip
        unit = self.tools.vocabulary.unit(figure.unit) if figure.unit else None
        base_unit = unit.base_unit if unit else ("1" if not figure.unit else figure.unit)
        measured = self._measure(figure, context, before, base_unit)
        if measured is None:
            self._refuse(index, "duration" if figure.kind == "duration" else "ordinal")
            return None
        if measured.measure == "rank":
            base_unit = "rank"
        if figure.kind == "fraction":
            base_unit = "percent"
        if not figure.unit and figure.kind in ("number", "currency"):
            if figure.low is not None and figure.low >= 10**7 and measured.measure == "level":
                base_unit = "CNY"
            elif self.last is None or not is_list_gap(self.folded, context.gap, context.head):
                self.outcome[index] = ("unread", "no unit")
                return None
        place = self._place(figure, context, sentence, places, measured)
        region, region_basis = (place.region, "explicit") if place else (self.topic, "inherited")
        keys = self._keys(index, figure, context, sentence, measured, base_unit, region, group)
        if not keys:
            self.outcome[index] = ("unread", "no indicator")
            return None
        status, status_rule = self._status(figure, context, cues, measured, base_unit)
        period, basis, period_rule = self.dating.period_of(
            figure, context.clause, status, measured.measure, self._is_stock(figure, context, keys[0])
        )
        made = None
        for key in keys:
            for made in self._claims(figure, key, measured, period, basis, region_basis, status, base_unit, context, sentence,
                                     (measured.rule, key.rule, period_rule, status_rule,
                                      place.rule if place else "region.topic")):  # fmt: skip
                self.made.append(made)
        self.outcome[index] = ("claim", "")
        if measured.measure in ("level", "growth_yoy", "share", "ratio", "growth_avg", "change"):
            self.last = keys[-1]
        return made

    def _measure(self, figure: Figure, context: Context, before: Measured | None, base_unit: str) -> Measured | None:
        kind = figure.kind
        if kind in ("percent", "fraction"):
            return measures.percent_measure(context, before)
        if kind == "percentage_point":
            return measures.difference_measure(context)
        if kind == "ordinal":
            return Measured("rank", 1, context.head, "measure.rank")
        if kind == "multiple" or base_unit == "times":
            return measures.multiple_measure(context, kind)
        if figure.unit == "连冠" or (
            (kind == "duration" or figure.unit in ("次", "届", "年", "个月", "个季度", "季度")) and measures.is_streak(context)
        ):
            return Measured("streak", 1, context.head, "measure.streak")
        if kind == "duration":
            if _DURATION_CUE.search(self.folded, max(context.sentence, context.head - 10), context.head) or (
                _DURATION_AFTER.match(self.folded, context.tail, context.tail + 16)
            ):
                return measures.change_measure(context) or Measured("level", 1, context.head, "measure.level")
            return None
        return measures.change_measure(context) or Measured("level", 1, context.head, "measure.level")

    def _place(
        self, figure: Figure, context: Context, sentence: Sentence, places: Sequence[Place], measured: Measured
    ) -> Place | None:
        """The region that the sentence names for the figure: the last one spoken of before it."""
        for place in reversed(places):
            if place.start >= figure.start or place.is_scope:
                continue
            if place.region.level == "country":
                if measured.measure in ("share", "rank", "change_pp", "ratio", "change") or place.start < context.clause:
                    continue
            if self._in_brackets(place, sentence) and self.folded.find(")", place.end, figure.start) >= 0:
                continue
            return place
        return None

    # indicators ------------------------------------------------------------------------------------------------------

    def _keys(
        self, index: int, figure: Figure, context: Context, sentence: Sentence, measured: Measured, base_unit: str,
        region: Region | None, group: Sequence[int],
    ) -> list[_Key]:  # fmt: skip
        if len(group) > 1:
            if index == group[0] and _APART.search(self.folded, max(context.gap, context.clause - 40), context.head):
                self.listed = self._list(group, context, sentence, measured, base_unit, region)
            if len(self.listed) == len(group):
                return [self.listed[group.index(index)]]
        key = self._key(figure, context, sentence, measured, base_unit, region)
        if key is not None and _ALL.search(self.folded, max(context.gap, context.head - 8), context.head):
            if more := self._joined(context, measured, base_unit, region):
                return more
        return [key] if key is not None else []

    def _list(
        self, group: Sequence[int], context: Context, sentence: Sentence, measured: Measured, base_unit: str,
        region: Region | None,
    ) -> list[_Key]:  # fmt: skip
        """分别: as many regions or indicators as there are figures, in order; else the list before, else nothing."""
        count = len(group)
        places = [place for place in self.places.mentions if sentence.start <= place.start < context.head]
        key = self._key(self.figures[group[0]], context, sentence, measured, base_unit, region)
        run = _run([(place.start, place.end) for place in places], self.folded)
        if len(run) == count:
            chosen = [places[at].region for at in run]
            if key is not None:
                return [key._replace(region=place, rule="list.regions") for place in chosen]
        terms = [term for term in self.indicators if sentence.start <= term.start < context.head]
        run = _run([(term.start, term.end) for term in terms], self.folded)
        if len(run) == count:
            return [_Key(terms[at].indicator, terms[at].text, region, "", base_unit, "list.indicators") for at in run]
        if len(self.listed) == count:
            return self.listed
        return []

    def _joined(self, context: Context, measured: Measured, base_unit: str, region: Region | None) -> list[_Key]:
        """A、B均…: every indicator of the list before 均 is stated."""
        terms = [
            term for term in self.indicators
            if context.sentence <= term.start < context.head and term.indicator is not None
            and fits(term.indicator, term.note, base_unit, measured.measure)
        ]  # fmt: skip
        run = _run([(term.start, term.end) for term in terms], self.folded)
        if len(run) > 1 and terms[run[-1]].end >= context.clause - 1:
            return [_Key(terms[at].indicator, terms[at].text, region, "", base_unit, "list.all") for at in run]
        return []

    def _key(
        self, figure: Figure, context: Context, sentence: Sentence, measured: Measured, base_unit: str,
        region: Region | None,
    ) -> _Key | None:  # fmt: skip
        """The indicator of a figure: a term before it, a term right behind it, the one spoken of, or the printed phrase."""
        measure, last = measured.measure, self.last
        is_level = measure in ("level", "change")
        term = self._term_before(context, measured, base_unit)
        if term is not None and term.start >= context.clause:
            return _Key(term.indicator, term.text, region, "", base_unit, "indicator.before")
        behind = self._term_behind(figure, context, base_unit, measure) if is_level else None
        if behind is not None:
            return _Key(behind.indicator, behind.text, region, "", base_unit, "indicator.behind")
        if not is_level:
            if term is not None:
                return _Key(term.indicator, term.text, region, "", base_unit, "indicator.before")
            if last is not None:
                return last._replace(region=region if self._renamed(region, last) else last.region, rule="indicator.spoken_of")
            term = self._term_in(sentence.start, context.head)
            if term is not None:
                return _Key(term.indicator, term.text, region, "", base_unit, "indicator.sentence")
            phrase = phrase_before(self.folded, max(context.gap, context.clause), measured.cue)
            if not phrase:
                phrase = phrase_before(self.folded, context.sentence, measured.cue)
            if phrase:
                return self._composed(phrase, "", "percent", region, "indicator.phrase")
            return None
        if kin(base_unit) in ("1", "year", "time"):
            return self._counted(figure, context, base_unit, region, term)
        if term is not None:
            return _Key(term.indicator, term.text, region, "", base_unit, "indicator.before")
        phrase = phrase_before(self.folded, max(context.gap, context.clause), context.head)
        if last is not None and last.indicator is not None and kin(last.base_unit) == kin(base_unit) and kin(base_unit) != "money":
            return last._replace(region=region, subject=phrase, rule="indicator.spoken_of")
        behind_phrase = phrase_behind(self.folded, figure.tail, context.end)
        if phrase:
            return self._composed(phrase, "", base_unit, region, "indicator.phrase")
        if last is not None and last.indicator is not None and kin(last.base_unit) == kin(base_unit):
            return last._replace(region=region, rule="indicator.spoken_of")
        if behind_phrase:
            return self._composed(behind_phrase, "", base_unit, region, "indicator.phrase")
        return None

    def _renamed(self, region: Region | None, last: _Key) -> bool:
        return region is not None and (last.region is None or region.region_id != last.region.region_id)

    def _counted(
        self, figure: Figure, context: Context, base_unit: str, region: Region | None, term: Term | None
    ) -> _Key | None:
        before = phrase_before(self.folded, max(context.gap, context.clause), context.head)
        behind = phrase_behind(self.folded, figure.tail, context.end)
        phrase, rule = (before, "indicator.counted_before") if before else (behind, "indicator.counted_behind")
        if not phrase and term is not None:
            return _Key(term.indicator, term.text, region, "", base_unit, "indicator.before")
        if not phrase:
            return None
        return self._composed(counted(phrase, figure.unit), phrase, base_unit, region, rule)

    def _composed(self, name: str, phrase: str, base_unit: str, region: Region | None, rule: str) -> _Key:
        indicator = self.tools.names.named(name, kin(base_unit))
        if indicator is None and phrase:
            indicator = self.tools.names.named(phrase, kin(base_unit))
        return _Key(indicator, name, region, "", base_unit, rule)

    def _term_before(self, context: Context, measured: Measured, base_unit: str) -> Term | None:
        """The last fitting term between the figure before and this one, not inside what is only compared with."""
        folded, start = self.folded, context.gap
        end = min(context.head, max(measured.cue, start)) if measured.measure != "level" else context.head
        if measured.measure in ("share", "change_pp", "rank", "ratio") and (
            compared := _COMPARED.search(folded, max(start, context.clause), end)
        ):
            end = compared.start()
        found = None
        for term in self._terms(start, end):
            indicator = term.indicator
            if indicator is not None and fits(indicator, term.note, base_unit, measured.measure):
                found = term
        return found

    def _term_behind(self, figure: Figure, context: Context, base_unit: str, measure: str) -> Term | None:
        for term in self._terms(figure.tail, context.end):
            if term.start - figure.tail > 12 or any(sign in self.folded[figure.tail : term.start] for sign in ",;:。、("):
                return None
            if term.indicator is not None and fits(term.indicator, term.note, base_unit, measure):
                return term
        return None

    def _term_in(self, start: int, end: int) -> Term | None:
        found = self._terms(start, end)
        return found[-1] if found else None

    def _terms(self, start: int, end: int) -> list[Term]:
        terms = self.indicators
        low, high = 0, len(terms)
        while low < high:
            middle = (low + high) // 2
            if terms[middle].start < start:
                low = middle + 1
            else:
                high = middle
        found = []
        while low < len(terms) and terms[low].end <= end:
            found.append(terms[low])
            low += 1
        return found

    # status, stock ---------------------------------------------------------------------------------------------------

    def _status(
        self, figure: Figure, context: Context, cues: Sequence[Cue], measured: Measured, base_unit: str
    ) -> tuple[str, str]:
        status = self.status
        rule = "status.inherited" if status != "actual" else "status.actual"
        local = None
        for cue in cues:
            if cue.start >= figure.start:
                if (
                    cue.status == "capacity" and cue.start < context.end and measured.measure == "level"
                    and cue.start - figure.tail < 14 and base_unit not in ("1", "CNY")
                ):  # fmt: skip
                    local = "capacity"
                break
            if cue.status == "actual":
                if cue.text in ("截至", "截止", "目前", "已", "实际", "到位", "今年以来", "累计", "兑现"):
                    status, rule = "actual", "status.actual"
            elif cue.status == "capacity":
                if cue.start >= context.clause - 1 or cue.start >= context.gap:
                    local = "capacity"
            else:
                status, rule = cue.status, f"status.{cue.status}"
        self.status = status
        if local and base_unit not in ("1", "CNY", "percent", "pp", "rank", "times"):
            return (("plan", "status.plan") if status == "plan" and "设计" not in self.folded[context.gap:figure.start] else ("capacity", "status.capacity"))
        return status, rule

    def _is_stock(self, figure: Figure, context: Context, key: _Key) -> bool:
        if key.indicator is not None and key.indicator.is_stock:
            return True
        return bool(_STOCK.search(self.folded, context.clause, figure.head))

    # claims ----------------------------------------------------------------------------------------------------------

    def _claims(
        self, figure: Figure, key: _Key, measured: Measured, period: Period, basis: str, region_basis: str, status: str,
        base_unit: str, context: Context, sentence: Sentence, rules: tuple[str, ...],
    ) -> list[_Made]:  # fmt: skip
        low = figure.low if figure.low is not None else Decimal(0)
        unit = figure.unit
        if figure.kind == "fraction":
            unit, low = "%", low * 100
        elif measured.measure == "rank":
            unit = "位"
        elif not unit and base_unit == "CNY":
            unit = "元"
        sign = measured.sign
        whole = ""
        if measured.measure in ("share", "rank", "change_pp", "change", "ratio") and (
            match := _WHOLE_PHRASE.search(self.folded, context.gap, figure.head)
        ):
            whole = match["whole"]
        made = _Made(
            figure.start, figure.end, low * sign, key, measured, period, basis, region_basis, status, figure.bound, unit,
            base_unit, whole, sentence, rules,
        )  # fmt: skip
        if figure.high is None:
            return [made]
        high = figure.high * (100 if figure.kind == "fraction" else 1) * sign
        return [
            made._replace(end=figure.low_end, bound="at_least"),
            made._replace(start=figure.high_start, value=high, bound="at_most"),
        ]

    def _headline(self, sentence: Sentence, inside: Sequence[int]) -> None:
        """A headline repeats what the text says: a figure of equal value there gives it its meaning."""
        left = []
        for index in inside:
            if index in self.outcome:
                continue
            figure = self.figures[index]
            unit = self.tools.vocabulary.unit(figure.unit) if figure.unit else None
            base = unit.base_unit if unit else None
            value = figure.low * unit.factor * 1 if unit and figure.low is not None else figure.low
            same = next(
                (
                    made for made in self.made
                    if made.sentence.kind != "title" and self._in_base(made) == value
                    and (base is None or made.base_unit == base)
                ),
                None,
            )  # fmt: skip
            if same is None or figure.high is not None:
                left.append(index)
                continue
            self.made.append(
                same._replace(start=figure.start, end=figure.end, sentence=sentence, bound=figure.bound, rules=(*same.rules, "headline"))
            )
            self.outcome[index] = ("claim", "")
        if left:
            self.topic = self.home
            places = [place for place in self.places.mentions if sentence.start <= place.start < sentence.end]
            self._sentence(sentence, left, places)

    def _in_base(self, made: _Made) -> Decimal:
        unit = self.tools.vocabulary.unit(made.unit) if made.unit else None
        return made.value * unit.factor if unit else made.value

    # the result ------------------------------------------------------------------------------------------------------

    def _result(self) -> Reading:
        by = self.base
        figures = []
        for index, figure in enumerate(self.figures):
            reading, reason = self.outcome.get(index, ("unread", "outside sentences"))
            figures.append(
                figure._replace(
                    start=figure.start + by, end=figure.end + by, low_end=figure.low_end + by, high_start=figure.high_start + by,
                    unit_start=figure.unit_start + by, head=figure.head + by, tail=figure.tail + by,
                    reading=reading, reason=reason,
                )  # type: ignore[arg-type]
            )  # fmt: skip
        mentions = tuple(
            mention._replace(start=mention.start + by, end=mention.end + by) for mention in self.mentions
        )
        claims = {}
        for made in sorted(self.made, key=lambda made: (made.start, made.end)):
            claim = self._claim(made)
            claims.setdefault(claim.key, claim)
        return Reading(tuple(figures), mentions, tuple(claims.values()))

    def _claim(self, made: _Made) -> Claim:
        by, key, sentence = self.base, made.key, made.sentence
        text = self.article.text
        return Claim(
            article_id=self.article.article_id,
            span=Span(made.start + by, made.end + by),
            figure_text=text[made.start + by : made.end + by],
            quote=text[sentence.start + by : sentence.end + by].strip(),
            quote_span=Span(sentence.start + by, sentence.end + by),
            region_id=key.region.region_id if key.region else None,
            subject=key.subject,
            indicator_id=key.indicator.indicator_id if key.indicator else None,
            indicator_text=key.text,
            measure=made.measured.measure,
            value=made.value,
            unit_text=made.unit,
            bound=made.bound,
            period=made.period,
            status=made.status,
            compared_with=made.compared_with,
            period_basis=made.period_basis,
            region_basis=made.region_basis,
            is_optional=False,
            is_restatement=False,
            origin="reader",
            curator="",
            curated_on=None,
            source_file="",
            source_line=0,
            note="",
            rules=made.rules,
        )


_STOCK: Final = re.compile(r"有|达|入驻|聚集|集聚|存量|保有|总数|总量|在册|余额|年末|仅|累计|现存|就业|建成")


def _run(spans: Sequence[tuple[int, int]], folded: str) -> list[int]:
    """The last run of neighbours with only list signs between them, as indices of ``spans``."""
    run: list[int] = []
    for at in range(len(spans) - 1, -1, -1):
        if run and not _JOINED.fullmatch(folded, spans[at][1], spans[run[0]][0]):
            if len(run) > 1:
                break
            run = []
        run.insert(0, at)
    return run
