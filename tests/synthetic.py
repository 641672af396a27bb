"""Articles about a consistent world, with contradictions planted in them, as rows of the schema ``raw``."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from random import Random

import pandas as pd
from synthetic_world import FAMILIES, FIRST_YEAR, RATES, YEARS, World

from flows.reading.text.sentences import sentence_ends

KINDS_OF_PERIODS = (
    ("year", "", "全年", 12), ("half", "-S1", "上半年", 6), ("half", "-S2", "下半年", 12), ("quarter", "-Q1", "第一季度", 3),
    ("quarter", "-Q2", "第二季度", 6), ("quarter", "-Q3", "第三季度", 9), ("quarter", "-Q4", "第四季度", 12),
)  # fmt: skip
FIRST_MONTHS = (1, 1, 7, 1, 4, 7, 10)
BATCH = 50_000
SUBJECTS = ("装备制造产业", "新材料产业", "生物医药产业", "经济技术开发区", "综合保税区")
BOUNDS = {"exact": "", "approx": "约", "more_than": "超过", "at_least": "不低于", "less_than": "不到"}
# Shares that the vocabulary has no relation for: the growth of the part is on comparable scope, that of the whole is not.
MORE_SHARES = {"research": [("enterprise_rd_expenditure", "rd_expenditure")]}
# Contradictions are planted in two years that follow each other, with one between them and the next two.
PLANTED_YEARS = (2016, 2019, 2022)


@dataclass(frozen=True)
class Planted:
    """Claims of which one does not agree with the others; of a near miss, just agrees.

    ``kind`` and ``rule`` are those of the check that has to find it, ``name`` says what was planted.
    """

    name: str
    kind: str
    rule: str
    claim_ids: frozenset[str]


@dataclass(frozen=True)
class Press:
    """Batches of rows by table of the schema ``raw``, and what was planted in them: known when the last batch was taken."""

    batches: Iterator[dict[str, pd.DataFrame]]
    contradictions: list[Planted]
    near_misses: list[Planted]


@dataclass(frozen=True, slots=True)
class Number:
    """Printed digits: ``digits`` / 10 ** ``places`` of a unit that is ``factor`` of the world's."""

    digits: int
    places: int
    unit: str
    factor: int = 1

    @property
    def step(self) -> Fraction:
        return Fraction(self.factor, 10**self.places)

    @property
    def low(self) -> Fraction:
        return (self.digits - Fraction(1, 2)) * self.step

    @property
    def high(self) -> Fraction:
        return (self.digits + Fraction(1, 2)) * self.step

    def text(self) -> str:
        """The absolute value with its unit; the sign is in the words before it."""
        return _decimal(abs(self.digits), self.places) + self.unit


@dataclass
class _Article:
    article_id: str
    document: str
    start: int
    published_on: date
    status: str
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    is_in_sentence: int = 0


def write_press(
    claims: int,
    seed: int,
    *,
    contradictions: float = 0.2,
    near_misses: float = 0.2,
    is_skewed: bool = False,
    long_articles: Sequence[int] = (),
) -> Press:
    """At least ``claims`` claims, by ``seed`` alone, in articles of 20 to 60.

    The two shares say how many articles get a contradiction, or a near miss: numbers that just agree. With
    ``is_skewed`` most articles are about a few regions, as in a real collection; ``long_articles`` are the numbers of
    claims of articles about everything, which come first.
    """
    planted: dict[bool, list[Planted]] = {True: [], False: []}
    writer = _Writer(World(seed), Random(seed), is_skewed=is_skewed)
    return Press(
        writer.write(claims, {False: contradictions, True: near_misses}, planted, long_articles),
        planted[False],
        planted[True],
    )


class _Writer:
    def __init__(self, world: World, random: Random, *, is_skewed: bool) -> None:
        self.world = world
        self.is_skewed = is_skewed
        self.random = random
        self.claim_count = 0
        self.rows: dict[str, list[tuple]] = {
            name: [] for name in ("documents", "articles", "segments", "periods", "claims")
        }
        self.article = _Article("", "", 0, date(2000, 1, 1), "actual")
        self.periods = {(y, k): _period(y, k) for y in range(FIRST_YEAR, max(YEARS) + 2) for k in range(7)}
        self.spans_to_date = {key: _to_date(*key) for key in self.periods}
        self.families = list(FAMILIES)
        self.indicators = {
            family: [indicator for indicator in world.family if world.family[indicator] == family]
            for family in self.families
        }
        self.partitions = self._partitions()
        self.pairs = {
            family: [
                (part, whole, relation)
                for whole, part, relation, _ in world.relations
                if world.family.get(whole) == world.family.get(part) == family
            ]
            for family in self.families
        }
        self.places = {
            name: [index for index, region in enumerate(world.regions) if is_one(region)]
            for name, is_one in {
                "province": lambda region: region.level == "province",
                "prefecture": lambda region: region.level == "prefecture",
                "county": lambda region: region.level == "county",
                "area": lambda region: region.level == "area" and not region.members,
                "composite": lambda region: bool(region.members),
            }.items()
        }
        # Composites of many provinces have members with each of the reserved families.
        self.places["composite"] = [
            index
            for index in self.places["composite"]
            if not all(self.is_reserved(index, family) for family in self.families)
        ]
        self.country = next(index for index, region in enumerate(world.regions) if region.level == "country")
        self.free_groups = {
            family: [
                index
                for index, region in enumerate(world.regions)
                if region.is_tiled
                and len(region.children) >= 3
                and region.level != "country"
                and self.is_reserved(index, family)
            ]
            for family in self.families
        }
        self.locked: set[tuple[int, str, int, int]] = set()
        self.turns = {False: 0, True: 0}
        # What is planted, how, and by which check it has to be found.
        self.plants = {
            "sum of indicators": ("sum", "sum_of_indicators", self._plant_sum_of_indicators),
            "sum of regions": ("sum", "sum_of_regions", self._plant_sum_of_regions),
            "share of an indicator": ("share", "part_of_whole", self._plant_share),
            "share of the province": ("share", "part_of_whole", self._plant_share_of_province),
            "ratio": ("share", "ratio_of_indicators", self._plant_ratio),
            "growth of levels": ("growth", "growth_of_levels", self._plant_growth),
            "growth by shares": ("growth", "growth_by_shares", self._plant_growth_by_shares),
            "difference from the province": ("difference", "gap_in_points", self._plant_gap_to_province),
            "difference from the year before": ("difference", "gap_in_points", self._plant_gap_to_year_before),
            "absolute change": ("difference", "absolute_change", self._plant_change),
            "places moved": ("difference", "places_moved", self._plant_move),
            "order of indicators": ("order", "part_of_indicators", self._plant_order_of_indicators),
            "order of regions": ("order", "part_of_regions", self._plant_order_of_regions),
            "streak": ("order", "streak_against_rate", self._plant_streak),
            "restated": ("restated", "stated_again", self._plant_restated),
        }

    def write(
        self, claims: int, shares: dict[bool, float], planted: dict[bool, list[Planted]], long_articles: Sequence[int]
    ) -> Iterator[dict[str, pd.DataFrame]]:
        """Batches of whole documents; ``shares`` and ``planted`` are by whether it is a near miss."""
        for number, length in enumerate(long_articles):
            self._write_long(f"synthetic-long-{number}", length)
            yield self._tables()
        documents = 0
        while self.claim_count < claims:
            document = f"synthetic-{documents:06d}"
            documents += 1
            text = ""
            for ordinal in range(1, self.random.randint(1, 3) + 1):
                region, year, kind, status = self._topic()
                self._open(document, ordinal, len(text), region, year, kind, status)
                until = self.claim_count + self.random.randint(20, 50)
                for is_near, share in shares.items():
                    if self.random.random() < share:
                        planted[is_near] += self._plant(is_near)
                self._tell(region, year, kind, until)
                text += self._close(document, ordinal)
            self._add_document(document, text)
            if len(self.rows["claims"]) >= BATCH:
                yield self._tables()
        if self.rows["claims"]:
            yield self._tables()

    def _write_long(self, document: str, length: int) -> None:
        """A document of one article about many regions and years."""
        region, year, kind, status = self._topic()
        self._open(document, 1, 0, region, year, kind, status)
        end = self.claim_count + length
        while self.claim_count < end:
            self._tell(region, year, kind, min(end, self.claim_count + 40))
            region, year, kind, _ = self._topic()
        self._add_document(document, self._close(document, 1))

    # What an article prints.

    def say(
        self,
        region: int,
        indicator: str,
        measure: str,
        number: Number,
        when: tuple[int, int],
        *,
        verb: str,
        bound: str = "exact",
        compared_with: str = "",
        subject: str = "",
        status: str = "",
        to_date: bool = False,
        scale: str = "",
    ) -> str:
        """Print one number and return the id of its claim."""
        article, place = self.article, self.world.regions[region]
        period, kind, words, starts_on, ends_on = (self.spans_to_date if to_date else self.periods)[when]
        figure = scale + number.text()
        clause = f"{words}{place.name}{subject}{self.world.names[indicator]}{verb}{BOUNDS[bound]}"
        offset = article.start + article.length
        start = offset + len(clause)
        end = start + len(figure)
        article.is_in_sentence = (
            0 if article.is_in_sentence >= 3 or self.random.random() < 0.8 else article.is_in_sentence + 1
        )
        article.pieces.append(f"{clause}{figure}{'，' if article.is_in_sentence else '。'}")
        article.length += end - offset + 1
        claim_id = f"{self.random.getrandbits(64):016x}"
        self.claim_count += 1
        sign = "-" if number.digits < 0 else ""
        self.rows["claims"].append((
            claim_id, article.document, article.article_id, start, end, figure, clause + figure, offset, end, place.region_id,
            subject, indicator, self.world.names[indicator], measure, sign + _decimal(abs(number.digits), number.places),
            number.unit, bound, period, kind, starts_on, ends_on, status or article.status, compared_with,
        ))  # fmt: skip
        self.rows["periods"].append(
            (article.document, article.article_id, offset, offset + len(words), words, period, starts_on, ends_on)
        )
        return claim_id

    def say_level(
        self, region: int, indicator: str, when: tuple[int, int], number: Number | None = None, **options
    ) -> str:
        return self.say(
            region, indicator, "level", number or self.level(region, indicator, when), when, verb="为", **options
        )

    def say_growth(
        self, region: int, indicator: str, when: tuple[int, int], number: Number | None = None, **options
    ) -> str:
        number = number or self.growth(region, indicator, when)
        return self.say(
            region, indicator, "growth_yoy", number, when, verb="同比增长" if number.digits >= 0 else "同比下降",
            compared_with="上年同期", **options,
        )  # fmt: skip

    def say_share(self, region: int, part: str, whole: str, when: tuple[int, int], number: Number, **options) -> str:
        return self.say(region, part, "share", number, when, verb=f"占{whole}的比重为", compared_with=whole, **options)

    def say_gap(self, region: int, indicator: str, other: str, when: tuple[int, int], number: Number) -> str:
        verb = f"比{other}{'高' if number.digits >= 0 else '低'}"
        return self.say(region, indicator, "change_pp", number, when, verb=verb, compared_with=other)

    def say_change(self, region: int, indicator: str, when: tuple[int, int], number: Number) -> str:
        verb = f"比上年同期{'增加' if number.digits >= 0 else '减少'}"
        return self.say(region, indicator, "change", number, when, verb=verb, compared_with="上年同期")

    # The world's values as they are printed.

    def level(self, region: int, indicator: str, when: tuple[int, int]) -> Number:
        return self.rounded_level(self.world.level(region, indicator, *when), indicator)

    def rounded_level(self, value: int, indicator: str, *, is_cut: bool = False) -> Number:
        """In the bigger or the smaller unit of the indicator; cut off where it is a lower bound."""
        big, small, *_ = FAMILIES[self.world.family[indicator]]
        if value < 10_000 or (value < 1_000_000 and self.random.random() < 0.2):
            return Number(value, 0, small)
        places = self.random.choice((1, 2, 3) if value < 1_000_000 else (0, 1, 2))
        digits = value * 10**places // 10_000 if is_cut else _rounded(value * 10**places, 10_000)
        return Number(digits, places, big, 10_000)

    def growth(self, region: int, indicator: str, when: tuple[int, int], places: int = 0) -> Number:
        """Of an indicator in constant prices, less the deflator."""
        places = places or self.random.choice((1, 1, 1, 2))
        now, before = self._now_and_before(region, indicator, when)
        return Number(
            _rounded(100 * 10**places * (now - before), before)
            - self.deflator(indicator, when[0]) * 10 ** (places - 1),
            places,
            "%",
        )

    def deflator(self, indicator: str, year: int) -> int:
        """Tenths of a point."""
        return (
            (year * 7 + self.families.index(self.world.family[indicator]) * 11) % 50 - 20
            if indicator in self.world.soft
            else 0
        )

    def rate(
        self, region: int, part: str, whole: str, when: tuple[int, int], places: int = 0, elsewhere: int | None = None
    ) -> Number:
        """Per cent that ``part`` is of ``whole``, or of the whole of another region."""
        places = places or self.random.choice((1, 1, 2))
        numerator = self.world.level(region, part, *when)
        denominator = self.world.level(region if elsewhere is None else elsewhere, whole, *when)
        return Number(_rounded(100 * 10**places * numerator, denominator), places, "%")

    def _now_and_before(self, region: int, indicator: str, when: tuple[int, int]) -> tuple[int, int]:
        year, kind = when
        return self.world.level(region, indicator, year, kind), self.world.level(region, indicator, year - 1, kind)

    # Articles.

    def _topic(self) -> tuple[int, int, int, str]:
        level = self.random.choices(tuple(self.places), (12, 45, 33, 7, 3))[0]
        places = self.places[level]
        # By the cube the first of 330 prefectures has 14 of 100 articles, and half are about 41 of them.
        region = places[int(len(places) * self.random.random() ** 3)] if self.is_skewed else self.random.choice(places)
        kind = self.random.choices(range(7), (12, 4, 1, 2, 1, 1, 1))[0]
        return region, self.random.choice(YEARS[1:]), kind, self.random.choices(("actual", "preliminary"), (9, 1))[0]

    def _open(self, document: str, ordinal: int, start: int, region: int, year: int, kind: int, status: str) -> None:
        title = f"{self.world.regions[region].name}经济运行情况\n"
        published_on = self.periods[year, kind][4] + timedelta(days=self.random.randint(10, 40))
        self.article = _Article(f"{document}:{ordinal}", document, start, published_on, status, [title], len(title))

    def _close(self, document: str, ordinal: int) -> str:
        article = self.article
        text = "".join(article.pieces)[:-1] + "。\n"
        end, body = article.start + len(text), article.start + len(article.pieces[0])
        title = article.pieces[0].strip()
        self.rows["articles"].append((
            article.article_id, document, ordinal, title, "", article.published_on.isoformat(), article.published_on, "printed",
            article.start, end, [article.start + at for at in sentence_ends(text)],
        ))  # fmt: skip
        self.rows["segments"] += [
            (document, 2 * ordinal - 1, "title", article.article_id, article.start, body),
            (document, 2 * ordinal, "body", article.article_id, body, end),
        ]
        return text

    def _add_document(self, document: str, text: str) -> None:
        on = self.article.published_on
        digest = hashlib.sha256(text.encode()).hexdigest()
        self.rows["documents"].append((
            document, f"{document}.txt", "", "合成日报", on.isoformat(), on, "manifest", "", "", "", digest, "text/plain", "utf-8",
            "declared", "text", 0, len(text), text,
        ))  # fmt: skip

    def _tell(self, region: int, year: int, kind: int, until: int) -> None:
        open_families = [family for family in self.families if not self.is_reserved(region, family)]
        groups = (
            self._tell_levels, self._tell_partition, self._tell_rates, self._tell_gaps, self._tell_ranks, self._tell_streak,
            self._tell_change, self._tell_restated, self._tell_regions, self._tell_hedged, self._tell_subject, self._tell_rate,
        )  # fmt: skip
        while self.claim_count < until:
            self.random.choice(groups)(region, self.random.choice(open_families), (year, kind))

    def is_reserved(self, region: int, family: str) -> bool:
        """Whether only planted claims are about the family there, so that they meet no others."""
        place = self.world.regions[region]
        if place.members:
            return any(self.is_reserved(member, family) for member in place.members)
        return place.province >= 0 and (place.province + self.families.index(family)) % 3 == 0

    def _tell_levels(self, region: int, family: str, when: tuple[int, int]) -> None:
        for indicator in self.random.sample(self.indicators[family], min(3, len(self.indicators[family]))):
            self.say_level(region, indicator, when)
            if self.random.random() < 0.7:
                self.say_growth(region, indicator, when)
            if self.random.random() < 0.2:
                self.say_level(region, indicator, (when[0] - 1, when[1]))

    def _tell_partition(self, region: int, family: str, when: tuple[int, int]) -> None:
        if self.partitions[family]:
            whole, parts = self.random.choice(self.partitions[family])
            self.say_level(region, whole, when)
            for part in parts:
                self.say_level(region, part, when)
                if self.random.random() < 0.3:
                    self.say_share(region, part, self.world.names[whole], when, self.rate(region, part, whole, when))

    def _tell_rates(self, region: int, family: str, when: tuple[int, int]) -> None:
        for rate, (part, whole) in RATES.get(family, {}).items():
            self.say(region, rate, "level", self.rate(region, part, whole, when), when, verb="为")
        for part, whole in [pair[:2] for pair in self.pairs[family][:2]] + MORE_SHARES.get(family, []):
            share = self.rate(region, part, whole, when)
            self.say_share(region, part, self.world.names[whole], when, share)
            if self.random.random() < 0.5:
                before = (when[0] - 1, when[1])
                self.say_share(region, part, self.world.names[whole], before, self.rate(region, part, whole, before))
                self.say_growth(region, part, when)
                self.say_growth(region, whole, when)

    def _tell_gaps(self, region: int, family: str, when: tuple[int, int]) -> None:
        indicator = self.random.choice(self.indicators[family])
        province = self.world.regions[region].province
        others = [(self.country, "全国"), (self.country, "全国平均水平")]
        if province not in (-1, region):
            others += [(province, "全省"), (province, "全省平均水平")]
        other, words = self.random.choice(others)
        if self.random.random() < 0.7:
            self.say_growth(other, indicator, when)
        self.say_growth(region, indicator, when)
        self.say_gap(region, indicator, words, when, self._gap_of_growth(region, other, indicator, when))
        for rate, (part, whole) in RATES.get(family, {}).items():
            before = (when[0] - 1, when[1])
            self.say(region, rate, "level", self.rate(region, part, whole, when), when, verb="为")
            self.say_gap(region, rate, "上年", when, self._gap_of_rate(region, part, whole, when))
            if self.random.random() < 0.5:
                self.say(region, rate, "level", self.rate(region, part, whole, before), before, verb="为")

    def _gap_of_growth(self, region: int, other: int, indicator: str, when: tuple[int, int]) -> Number:
        now, before = self._now_and_before(region, indicator, when)
        others_now, others_before = self._now_and_before(other, indicator, when)
        return Number(
            _rounded(1000 * (now * others_before - others_now * before), before * others_before), 1, "个百分点"
        )

    def _gap_of_rate(self, region: int, part: str, whole: str, when: tuple[int, int]) -> Number:
        part_now, part_before = self._now_and_before(region, part, when)
        whole_now, whole_before = self._now_and_before(region, whole, when)
        return Number(
            _rounded(1000 * (part_now * whole_before - part_before * whole_now), whole_now * whole_before),
            1,
            "个百分点",
        )

    def _tell_ranks(self, region: int, family: str, when: tuple[int, int]) -> None:
        indicator = self.random.choice(self.indicators[family])
        now, before = self._ranks(region, indicator, when)
        if not now:
            return
        self.say_rank(region, indicator, when, now)
        if now != before:
            self.say_move(region, indicator, when, before - now)
        if self.random.random() < 0.5:
            self.say_rank(region, indicator, (when[0] - 1, when[1]), before)

    def say_rank(self, region: int, indicator: str, when: tuple[int, int], place: int) -> str:
        words = "全省" if self.world.regions[region].level == "prefecture" else "全市"
        return self.say(
            region, indicator, "rank", Number(place, 0, "位"), when, verb=f"居{words}", compared_with=words, scale="第"
        )

    def say_move(self, region: int, indicator: str, when: tuple[int, int], places: int) -> str:
        verb = "位次上升" if places > 0 else "位次下降"
        return self.say(region, indicator, "change", Number(places, 0, "位"), when, verb=verb, compared_with="上年")

    def _ranks(self, region: int, indicator: str, when: tuple[int, int]) -> tuple[int, int]:
        """The place now and a year before among the divisions beside it; zeros for what is no division."""
        place = self.world.regions[region]
        if place.level not in ("prefecture", "county"):
            return 0, 0
        siblings = self.world.regions[place.parent].children
        year, kind = when
        return (
            self.world.ranks(indicator, year, kind, siblings)[region],
            self.world.ranks(indicator, year - 1, kind, siblings)[region],
        )

    def _tell_streak(self, region: int, family: str, when: tuple[int, int]) -> None:
        indicator = self.random.choice(self.indicators[family])
        months = self.random.choice((3, 6, 9, 12, 24))
        lowest = min(self._rates_within(region, indicator, when, months), default=None)
        if lowest is None or lowest < 100:
            return
        self.say_growth(region, indicator, when)
        self.say_streak(region, indicator, when, months)
        self.say_threshold(region, indicator, when, Number(lowest // 100, 0, "%"))

    def say_streak(self, region: int, indicator: str, when: tuple[int, int], months: int) -> str:
        number = Number(months, 0, "个月") if months < 24 else Number(months // 12, 0, "年")
        return self.say(region, indicator, "streak", number, when, verb="已连续", to_date=True)

    def say_threshold(self, region: int, indicator: str, when: tuple[int, int], number: Number) -> str:
        return self.say(
            region,
            indicator,
            "growth_yoy",
            number,
            when,
            verb="增速保持在",
            bound="at_least",
            to_date=True,
            compared_with="上年同期",
        )

    def _rates_within(self, region: int, indicator: str, when: tuple[int, int], months: int) -> Iterator[int]:
        """Hundredths of per cent by which it grew in every period that ends within the months."""
        end = _month(*when)
        for year in range(max(FIRST_YEAR + 1, when[0] - 2), when[0] + 1):
            for kind in range(7):
                if end - months < _month(year, kind) <= end:
                    yield self.growth(region, indicator, (year, kind), places=2).digits

    def _tell_change(self, region: int, family: str, when: tuple[int, int]) -> None:
        indicator = self.random.choice(self.indicators[family])
        now, before = self._now_and_before(region, indicator, when)
        self.say_level(region, indicator, when)
        change = self.rounded_level(abs(now - before), indicator)
        if now < before:
            change = Number(-change.digits, change.places, change.unit, change.factor)
        self.say_change(region, indicator, when, change)
        if self.random.random() < 0.5:
            self.say_level(region, indicator, (when[0] - 1, when[1]))

    def _tell_restated(self, region: int, family: str, when: tuple[int, int]) -> None:
        indicator = self.random.choice(self.indicators[family])
        big = FAMILIES[family][0]
        value = self.world.level(region, indicator, *when)
        self.say_level(region, indicator, when)
        if value > 100_000:
            bound = self.random.choice(("exact", "approx", "more_than", "less_than"))
            digits = {"more_than": (value - 1) // 10_000, "less_than": value // 10_000 + 1}.get(
                bound, _rounded(value, 10_000)
            )
            self.say_level(region, indicator, when, Number(digits, 0, big, 10_000), bound=bound)
        self.say_growth(region, indicator, when)
        self.say_growth(region, indicator, when)

    def _tell_regions(self, region: int, family: str, when: tuple[int, int]) -> None:
        place = self.world.regions[region]
        parts = place.members or place.children
        indicator = self.random.choice(self.indicators[family])
        if parts and len(parts) <= 25:
            self.say_level(region, indicator, when)
            for part in parts:
                self.say_level(part, indicator, when)
        elif place.province not in (-1, region):
            self.say_level(region, indicator, when)
            self.say_level(place.province, indicator, when)
            self.say_share(
                region, indicator, "全省", when, self.rate(region, indicator, indicator, when, elsewhere=place.province)
            )

    def _tell_hedged(self, region: int, family: str, when: tuple[int, int]) -> None:
        """What is aimed at for the year after, and rates with a hedge."""
        indicator = self.random.choice(self.indicators[family])
        value = self.world.level(region, indicator, *when)
        after = (when[0] + 1, when[1])
        number = self.rounded_level(value * 106 // 100, indicator, is_cut=True)
        self.say_level(region, indicator, after, number, bound="at_least", status="target")
        self.say_growth(region, indicator, after, Number(7, 0, "%"), bound="approx", status="target")
        growth = self.growth(region, indicator, when, places=1).digits
        if growth > 10:
            self.say_growth(region, indicator, when, Number((growth - 1) // 10, 0, "%"), bound="more_than")

    def _tell_subject(self, region: int, family: str, when: tuple[int, int]) -> None:
        indicator = self.random.choice(self.indicators[family])
        number = self.random.randrange(len(SUBJECTS))
        now, before = (value * (number + 2) // 10 for value in self._now_and_before(region, indicator, when))
        self.say_level(region, indicator, when, self.rounded_level(now, indicator), subject=SUBJECTS[number])
        if before and indicator not in self.world.soft:
            growth = Number(_rounded(1000 * (now - before), before), 1, "%")
            self.say_growth(region, indicator, when, growth, subject=SUBJECTS[number])

    def _tell_rate(self, region: int, _family: str, when: tuple[int, int]) -> None:
        """An amount next to the number of things that it is for."""
        if not (self.is_reserved(region, "contracts") or self.is_reserved(region, "technology")):
            self.say_level(region, "technology_contracts", when)
            self.say_level(region, "technology_contract_value", when)

    # What is planted: each method prints consistent claims and, last of all, one that contradicts them, and returns all.

    def _plant(self, is_near: bool) -> Iterator[Planted]:
        names = list(self.plants)
        name = names[self.turns[is_near] % len(names)]
        self.turns[is_near] += 1
        kind, rule, plant = self.plants[name]
        status, self.article.status = self.article.status, "actual"
        for family in self.random.sample(self.families, len(self.families)):
            claim_ids = plant(family, is_near)
            if claim_ids:
                yield Planted(name, kind, rule, frozenset(claim_ids))
                break
        self.article.status = status

    def _off(
        self, low: Fraction, high: Fraction, like: Number, is_near: bool, *, is_upper_only: bool = False
    ) -> Number:
        """A number in the form of ``like`` that just agrees with ``low`` to ``high``, or is steps away from them."""
        half = Fraction(1, 2)
        last = (high / like.step + half).__floor__()
        first = (low / like.step - half).__ceil__()
        away = 0 if is_near else self.random.randint(2, 12)
        is_below = not is_upper_only and first - away > 0 and self.random.random() < 0.5
        return Number(first - away if is_below else last + away, like.places, like.unit, like.factor)

    def _lock(self, regions: list[int], family: str, year: int, kinds: list[int]) -> bool:
        keys = {(region, family, year, kind) for region in regions for kind in kinds}
        if keys & self.locked:
            return False
        self.locked |= keys
        return True

    def _place(self, family: str, *, with_wholes: bool = False, with_parts: bool = False, is_whole_year: bool = False):
        """What a division lies in, the division, and a period of which nobody else writes there; ``None`` if all are taken.

        ``with_wholes``: nor of what the two lie in; ``with_parts``: nor of the other divisions.
        """
        for _ in range(30 if self.free_groups[family] else 0):
            group = self.random.choice(self.free_groups[family])
            child = self.random.choice(self.world.regions[group].children)
            year, kind = self.random.choice(PLANTED_YEARS), self.random.randrange(7)
            regions = [group, child]
            if with_wholes:
                regions += [self.world.regions[group].parent, self.world.regions[group].province]
            if with_parts:
                regions += self.world.regions[group].children
            if self._lock(regions, family, year, list(range(7)) if is_whole_year else [kind]):
                return group, child, (year, kind)
        return None

    def _plant_sum_of_indicators(self, family: str, is_near: bool):
        place = self._place(family) if self.partitions[family] else None
        if place is None:
            return None
        _, region, when = place
        whole, parts = self.random.choice(self.partitions[family])
        numbers = [self.level(region, part, when) for part in parts]
        low, high = sum(number.low for number in numbers), sum(number.high for number in numbers)
        claim_ids = [self.say_level(region, part, when, number) for part, number in zip(parts, numbers, strict=True)]
        return [
            *claim_ids,
            self.say_level(region, whole, when, self._off(low, high, self.level(region, whole, when), is_near)),
        ]

    def _plant_sum_of_regions(self, family: str, is_near: bool):
        indicator = self.random.choice(self.indicators[family])
        place = self._place(family, with_wholes=True, with_parts=True) if indicator in self.world.additive else None
        if place is None:
            return None
        region, _, when = place
        parts = self.world.regions[region].children
        numbers = [self.level(part, indicator, when) for part in parts]
        low, high = sum(number.low for number in numbers), sum(number.high for number in numbers)
        claim_ids = [self.say_level(part, indicator, when, number) for part, number in zip(parts, numbers, strict=True)]
        whole = self._off(low, high, self.level(region, indicator, when), is_near)
        return [*claim_ids, self.say_level(region, indicator, when, whole)]

    def _plant_share(self, family: str, is_near: bool):
        place = self._place(family) if self.pairs[family] else None
        if place is None:
            return None
        _, region, when = place
        part, whole, _ = self.random.choice(self.pairs[family])
        return self._share(region, region, part, whole, self.world.names[whole], when, is_near)

    def _plant_share_of_province(self, family: str, is_near: bool):
        place = self._place(family, with_wholes=True)
        if place is None:
            return None
        _, region, when = place
        indicator = self.random.choice(self.indicators[family])
        province = self.world.regions[region].province
        return self._share(region, province, indicator, indicator, "全省", when, is_near)

    def _share(
        self, region: int, elsewhere: int, part: str, whole: str, words: str, when: tuple[int, int], is_near: bool
    ):
        parts, wholes = self.level(region, part, when), self.level(elsewhere, whole, when)
        share = self._off(
            100 * parts.low / wholes.high, 100 * parts.high / wholes.low,
            self.rate(region, part, whole, when, elsewhere=elsewhere), is_near,
        )  # fmt: skip
        return [
            self.say_level(region, part, when, parts),
            self.say_level(elsewhere, whole, when, wholes),
            self.say_share(region, part, words, when, share),
        ]

    def _plant_ratio(self, family: str, is_near: bool):
        place = self._place(family) if family in RATES else None
        if place is None:
            return None
        _, region, when = place
        rate, (part, whole) = self.random.choice(list(RATES[family].items()))
        parts, wholes = self.level(region, part, when), self.level(region, whole, when)
        number = self._off(
            100 * parts.low / wholes.high, 100 * parts.high / wholes.low, self.rate(region, part, whole, when), is_near
        )
        return [
            self.say_level(region, part, when, parts),
            self.say_level(region, whole, when, wholes),
            self.say(region, rate, "level", number, when, verb="为"),
        ]

    def _nominal(self, family: str) -> list[str]:
        return [indicator for indicator in self.indicators[family] if indicator not in self.world.soft]

    def _plant_growth(self, family: str, is_near: bool):
        place = self._place(family) if self._nominal(family) else None
        if place is None:
            return None
        _, region, when = place
        indicator = self.random.choice(self._nominal(family))
        before = (when[0] - 1, when[1])
        levels, levels_before = self.level(region, indicator, when), self.level(region, indicator, before)
        growth = self._off(
            100 * (levels.low / levels_before.high - 1), 100 * (levels.high / levels_before.low - 1),
            self.growth(region, indicator, when), is_near,
        )  # fmt: skip
        return [
            self.say_level(region, indicator, when, levels),
            self.say_level(region, indicator, before, levels_before),
            self.say_growth(region, indicator, when, growth),
        ]

    def _plant_growth_by_shares(self, family: str, is_near: bool):
        pairs = [pair for pair in self.pairs[family] if not self.world.soft & set(pair[:2])]
        place = self._place(family) if pairs else None
        if place is None:
            return None
        _, region, when = place
        part, whole, _ = self.random.choice(pairs)
        before = (when[0] - 1, when[1])
        share, share_before = self.rate(region, part, whole, when), self.rate(region, part, whole, before)
        growth = self.growth(region, part, when)
        of_whole = self._off(
            100 * ((1 + growth.low / 100) * share_before.low / share.high - 1),
            100 * ((1 + growth.high / 100) * share_before.high / share.low - 1),
            self.growth(region, whole, when), is_near,
        )  # fmt: skip
        words = self.world.names[whole]
        return [
            self.say_share(region, part, words, when, share),
            self.say_share(region, part, words, before, share_before),
            self.say_growth(region, part, when, growth),
            self.say_growth(region, whole, when, of_whole),
        ]

    def _plant_gap_to_province(self, family: str, is_near: bool):
        place = self._place(family)
        if place is None:
            return None
        _, region, when = place
        indicator, province = self.random.choice(self.indicators[family]), self.world.regions[region].province
        ours, theirs = self.growth(region, indicator, when), self.growth(province, indicator, when)
        gap = self._gap_of_growth(region, province, indicator, when)
        return [
            self.say_growth(province, indicator, when, theirs),
            self.say_growth(region, indicator, when, ours),
            self.say_gap(
                region, indicator, "全省", when, self._off(ours.low - theirs.high, ours.high - theirs.low, gap, is_near)
            ),
        ]

    def _plant_gap_to_year_before(self, family: str, is_near: bool):
        place = self._place(family) if family in RATES else None
        if place is None:
            return None
        _, region, when = place
        rate, (part, whole) = self.random.choice(list(RATES[family].items()))
        before = (when[0] - 1, when[1])
        ours, earlier = self.rate(region, part, whole, when), self.rate(region, part, whole, before)
        gap = self._off(
            ours.low - earlier.high, ours.high - earlier.low, self._gap_of_rate(region, part, whole, when), is_near
        )
        return [
            self.say(region, rate, "level", earlier, before, verb="为"),
            self.say(region, rate, "level", ours, when, verb="为"),
            self.say_gap(region, rate, "上年", when, gap),
        ]

    def _plant_change(self, family: str, is_near: bool):
        place = self._place(family)
        if place is None:
            return None
        _, region, when = place
        indicator, before = self.random.choice(self.indicators[family]), (when[0] - 1, when[1])
        levels, levels_before = self.level(region, indicator, when), self.level(region, indicator, before)
        like = self.rounded_level(
            abs(self.world.level(region, indicator, *when) - self.world.level(region, indicator, *before)), indicator
        )
        change = self._off(levels.low - levels_before.high, levels.high - levels_before.low, like, is_near)
        return [
            self.say_level(region, indicator, before, levels_before),
            self.say_level(region, indicator, when, levels),
            self.say_change(region, indicator, when, change),
        ]

    def _plant_move(self, family: str, is_near: bool):
        place = self._place(family)
        if place is None:
            return None
        _, region, when = place
        indicator = self.random.choice(self.indicators[family])
        now, before = self._ranks(region, indicator, when)
        moved = before - now + (0 if is_near else self.random.randint(1, 3))
        return [
            self.say_rank(region, indicator, (when[0] - 1, when[1]), before),
            self.say_rank(region, indicator, when, now),
            self.say_move(region, indicator, when, moved),
        ]

    def _plant_order_of_indicators(self, family: str, is_near: bool):
        pairs = [pair for pair in self.pairs[family] if pair[2] == "subset"]
        place = self._place(family) if pairs else None
        if place is None:
            return None
        _, region, when = place
        part, whole, _ = self.random.choice(pairs)
        wholes = self.level(region, whole, when)
        parts = self._off(wholes.low, wholes.high, self.level(region, part, when), is_near, is_upper_only=True)
        return [self.say_level(region, whole, when, wholes), self.say_level(region, part, when, parts)]

    def _plant_order_of_regions(self, family: str, is_near: bool):
        indicator = self.random.choice(self.indicators[family])
        place = self._place(family, with_wholes=True) if indicator in self.world.additive else None
        if place is None:
            return None
        whole, part, when = place
        wholes = self.level(whole, indicator, when)
        parts = self._off(wholes.low, wholes.high, self.level(part, indicator, when), is_near, is_upper_only=True)
        return [self.say_level(whole, indicator, when, wholes), self.say_level(part, indicator, when, parts)]

    def _plant_streak(self, family: str, is_near: bool):
        place = self._place(family, is_whole_year=True)
        if place is None:
            return None
        _, region, when = place
        indicator = self.random.choice(self.indicators[family])
        growth = self.growth(region, indicator, when, places=1)
        if growth.digits <= 0:
            return None
        away = 0 if is_near else self.random.randint(1, 20)
        return [
            self.say_growth(region, indicator, when, growth),
            self.say_streak(region, indicator, when, self.random.choice((3, 6, 12))),
            self.say_threshold(region, indicator, when, Number(growth.digits + away, 1, "%")),
        ]

    def _plant_restated(self, family: str, is_near: bool):
        place = self._place(family)
        if place is None:
            return None
        _, region, when = place
        indicator = self.random.choice(self.indicators[family])
        first = self.level(region, indicator, when)
        # With one more digit a number agrees as long as it rounds to the first one; with as many it must be the same.
        finer = Number(10 * first.digits + self.random.choice((-4, 4)), first.places + 1, first.unit, first.factor)
        return [
            self.say_level(region, indicator, when, first),
            self.say_level(
                region, indicator, when, finer if is_near else self._off(first.low, first.high, first, is_near)
            ),
        ]

    # Tables.

    def _partitions(self) -> dict[str, list[tuple[str, list[str]]]]:
        """By family the wholes with all parts of a partition that the vocabulary names."""
        sets: dict[tuple[str, str], list[str]] = {}
        for whole, part, relation, partition in self.world.relations:
            if relation == "part" and partition:
                sets.setdefault((whole, partition), []).append(part)
        found: dict[str, list[tuple[str, list[str]]]] = {family: [] for family in self.families}
        for (whole, _), parts in sets.items():
            if whole in self.world.family and all(part in self.world.family for part in parts):
                found[self.world.family[whole]].append((whole, parts))
        return found

    def _tables(self) -> dict[str, pd.DataFrame]:
        """All rows since the last batch."""
        frames = {name: pd.DataFrame.from_records(rows, columns=COLUMNS[name]) for name, rows in self.rows.items()}
        for rows in self.rows.values():
            rows.clear()
        frames["claims"] = frames["claims"].assign(
            period_basis="explicit", region_basis="explicit", is_optional=False, is_restatement=False, origin="curated", curator="seed",
            source_file="", source_line=0, note="", rules="synthetic", confidence=1, weakest_field="",
        )  # fmt: skip
        frames["periods"] = frames["periods"].assign(role="date", basis="explicit")
        figures = frames["claims"][
            ["document", "article_id", "span_start", "span_end", "figure_text", "unit_text", "bound"]
        ]
        frames["figures"] = figures.assign(kind="number", reading="claim", reason="")
        return frames


COLUMNS = {
    "documents": (
        "document", "file", "title", "outlet", "published", "published_on", "published_basis", "url", "licence", "note", "sha256",
        "media_type", "charset", "charset_basis", "extractor", "replacements", "char_count", "text",
    ),
    "articles": (
        "article_id", "document", "ordinal", "title", "byline", "published", "published_on", "published_basis", "span_start", "span_end",
        "sentence_ends",
    ),
    "segments": ("document", "ordinal", "kind", "article_id", "span_start", "span_end"),
    "periods": ("document", "article_id", "span_start", "span_end", "text", "period", "period_start", "period_end"),
    "claims": (
        "claim_id", "document", "article_id", "span_start", "span_end", "figure_text", "quote", "quote_start", "quote_end", "region_id",
        "subject", "indicator_id", "indicator_text", "measure", "value", "unit_text", "bound", "period", "period_kind", "period_start",
        "period_end", "status", "compared_with",
    ),
}  # fmt: skip


def _rounded(numerator: int, denominator: int) -> int:
    """Half up."""
    return (2 * numerator + denominator) // (2 * denominator)


def _decimal(digits: int, places: int) -> str:
    if not places:
        return str(digits)
    text = str(digits).rjust(places + 1, "0")
    return f"{text[:-places]}.{text[-places:]}"


def _month(year: int, kind: int) -> int:
    """The number of the month with which a period ends."""
    return 12 * year + KINDS_OF_PERIODS[kind][3]


def _last_day(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _period(year: int, kind: int) -> tuple[str, str, str, date, date]:
    """As in the columns of claims: period, kind, the words for it, first and last day."""
    name, suffix, words, last_month = KINDS_OF_PERIODS[kind]
    return f"{year}{suffix}", name, f"{year}年{words}", date(year, FIRST_MONTHS[kind], 1), _last_day(year, last_month)


def _to_date(year: int, kind: int) -> tuple[str, str, str, None, date]:
    """All that lies before the end of a period."""
    last_month = KINDS_OF_PERIODS[kind][3]
    return f"../{year}-{last_month:02d}", "cumulative", f"至{year}年{last_month}月", None, _last_day(year, last_month)
