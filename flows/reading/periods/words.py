"""The words by which Chinese prose names periods, with their meaning, and the patterns made of them.

All patterns are for folded text (half width, Simplified); words that the folding leaves in Traditional stand in both forms.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from flows.vocabulary import Vocabulary
from flows.vocabulary.folding import fold

# --- what the words mean -------------------------------------------------------------------------------------------

HOLIDAYS: Final = {"元旦": 1, "清明": 4, "五一": 5, "国庆": 10, "十一": 10, "双十一": 11, "双11": 11}
FEASTS: Final = {
    "元旦": (1, 1), "三八妇女节": (3, 8), "国际妇女节": (3, 8), "植树节": (3, 12), "国际劳动节": (5, 1), "五一劳动节": (5, 1),
    "五一国际劳动节": (5, 1), "五四青年节": (5, 4), "六一儿童节": (6, 1), "国际儿童节": (6, 1), "八一建军节": (8, 1), "教师节": (9, 10),
    "国庆节": (10, 1),
}  # fmt: skip
"""Feasts that a whole word names, and their month and day."""
FEASTS_ALONE: Final = {"五一": (5, 1), "双十一": (11, 11), "双11": (11, 11)}
"""Feasts whose names mean other things too: days only where nothing stands beside them, or 当天."""
LUNAR_HOLIDAYS: Final = {
    "春节": {
        2010: 2, 2011: 2, 2012: 1, 2013: 2, 2014: 1, 2015: 2, 2016: 2, 2017: 1, 2018: 2, 2019: 2, 2020: 1, 2021: 2,
        2022: 2, 2023: 1, 2024: 2, 2025: 1, 2026: 2, 2027: 2, 2028: 1, 2029: 2, 2030: 2,
    },
    "端午": {2018: 6, 2019: 6, 2020: 6, 2021: 6, 2022: 6, 2023: 6, 2024: 6, 2025: 5, 2026: 6},
    "中秋": {
        2015: 9, 2016: 9, 2017: 10, 2018: 9, 2019: 9, 2020: 10, 2021: 9, 2022: 9, 2023: 9, 2024: 9, 2025: 10, 2026: 9,
    },
}  # fmt: skip
"""The month in which the feast falls, by year: the lunar calendar is a table."""
SEASONS: Final = {"春": (3, 5), "夏": (6, 8), "秋": (9, 11)}

# --- how they are written ------------------------------------------------------------------------------------------

_CN: Final = "〇○零一二三四五六七八九"
_ONES: Final = "一二三四五六七八九"
_MONTH: Final = rf"(?:1[0-2]|0?[1-9]|十[一二]?|[{_ONES}元])"
_DAY: Final = rf"(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二十[{_ONES}]?|十[{_ONES}]?|[{_ONES}])"
_COUNT: Final = rf"(?:[1-9][0-9]?|[{_ONES}]?十[{_ONES}]?|[{_ONES}两兩])"
_YEAR4: Final = rf"(?:(?:1[5-9]|2[01])[0-9]{{2}}|[一二][{_CN}]{{3}})"
_S: Final = "[ ]{0,2}"
TO: Final = rf"{_S}(?:至|到|[-—–―─−~]{{1,3}}){_S}"
_Q: Final = "[1-4一二三四]"
_LUNAR_DAY: Final = r"(?:二月二|三月三|五月五|六月六|七月七|七月十五|八月十五|九月九)(?:[,。;)”]|节|庙会|歌会|\n|\Z)"
"""Days that a Chinese numeral without 日 names in the lunar calendar."""
_FISCAL: Final = "(?:年度|财年|学年|榨季|采暖季|供暖季|雪季|赛季)"


def _either(words: Iterable[str]) -> str:
    """A pattern for any of ``words``, the longest first."""
    return "(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"


PART: Final = rf"""
    (?P<half>[上下])半年度?
  | (?:前|头)(?P<quarters>[1-4一二两三四])(?:个季度|季度?)
  | 第?(?P<quarter_a>{_Q})(?:季度?{TO}|{TO}|(?:、第?{_Q}){{0,2}}[、和])第?(?P<quarter_b>{_Q})季度?(?!《)
  | 第?(?P<quarter>{_Q}|首)个?季度(?P<quarter_end>末|底)?
  | (?:第(?P<short_quarter>{_Q})|(?P<first_quarter>首))季(?![节度集播回期》”]|[开热]播|上线|收官|录制|节目|综艺|决赛|[水早晚中]?稻|作物|蔬菜|小麦|玉米)
  | (?P<season_end>{_Q})季末
  | (?:Q(?P<letter>[1-4])|H(?P<letter_half>[12]))(?![0-9A-Za-z])
  | [前头首](?P<months>{_COUNT})[ ]?个?月(?:份(?!额))?(?![ ]?{_DAY}[ ]?[日号號])
  | (?<=年)后(?P<last_months>{_COUNT})个?月
  | 的?第(?P<nth_month>{_COUNT})个月
  | (?P<month_a>{_MONTH})(?:[ ]?月份?)?{TO}(?P<month_b>{_MONTH})[ ]?月(?:份(?!额))?(?:底|末|初|[上中下]旬)?(?![ ]?{_DAY}[ ]?[日号號])
  | (?P<month_c>{_MONTH})(?:、{_MONTH}){{0,10}}、(?P<month_d>{_MONTH})[ ]?月(?:份(?!额))?(?![ ]?{_DAY}[ ]?[日号號])
  | (?!{_LUNAR_DAY})(?P<month>{_MONTH})[ ]?月(?:份(?!额))?(?:
        [ ]?(?P<day>{_DAY})[ ]?(?:[日号號]?{TO}(?P<last_day>{_DAY})[ ]?(?=[日号號]))?[日号號](?!均)
      | (?P<bare_day>{_DAY})(?=[,。;)](?![0-9])|\n|\Z)
      | (?:月?(?:[底末]|初(?![一二三四五六七八九十]))|[当单]月|(?P<third>[上中下]旬|中下旬|上中旬|[上下]半月))?(?!月|龄|嫂|饼|之久|有余|租|薪|革命|天[^气津水])
    )
  | (?P<year_end>(?:(?<=年)|(?<![0-9{_CN}十百千万几数多半两近青少中老壮])年)[底末终終](?!期))
  | (?P<year_start>(?:(?<=年)|(?<![0-9{_CN}十百千万几数多半两近青少中老壮])年)(?:初(?![一二三四五六七八九十中])|伊始))
  | (?P<whole>(?:(?<=年)|(?<![0-9{_CN}十百千万几数多半两近每])年)[以之]?内(?![蒙部外江需])|(?<=[0-9年])全年)
  | (?<=年)(?P<season>[春夏秋])[季天]?(?![节耕播运游暖])
  | (?<=年)“?(?P<holiday>{_either([*HOLIDAYS, *LUNAR_HOLIDAYS])})(?![0-9])”?(?:小长假|(?:假期|连假|連假)(?:期[间間])?|黄金周|期[间間]|前后|节|长假)?
  | “?(?P<holiday_alone>{_either([*HOLIDAYS, *LUNAR_HOLIDAYS])})”?(?:小长假|(?:假期|连假|連假)(?:期[间間])?|黄金周|期[间間]|节日?期间|长假)
  | (?P<same>同期|同月|同季度?)
"""


def _year(from_now: Iterable[str], from_context: Iterable[str]) -> str:
    """A pattern for a year, with the words that name one."""
    return rf"""
    (?P<year>{_YEAR4})(?:
        {_S}年(?!代|级|限|历史|多|余|古|的历史)(?:度(?!假))?
      | (?=/[0-9]{{2,4}}(?:年|{_FISCAL}))
      | (?={TO}(?:{_YEAR4}|[0-9]{{2}})(?:{_S}年(?!代)|{_FISCAL}))
      | (?=[、和与及,]{_YEAR4}(?:[、和与及,]{_YEAR4}){{0,4}}(?:{_S}年|两年|三年))
      | {_FISCAL}
      | (?=[上下]半年|前[0-9{_ONES}两十]{{1,3}}(?:个?月|个?季)|全年|第?[一二三四]季度|Q[1-4]|H[12])
    )
  | 民[国國][ ]?(?P<roc>[0-9]{{1,3}}|[{_ONES}十百零〇]{{1,6}})[ ]?年度?
  | (?P<short_year>[0-9]{{2}}|[{_CN}]{{2}})年(?=[ ]?(?:{_MONTH}[ ]?月|第?{_Q}季度|[前头首]{_COUNT}个?[月季]|[上下]半年))
  | (?P<short_end>[0-9]{{2}})年(?=[底末])
  | (?P<zero_year>0[0-9])年
  | (?P<short_cn>(?!一二|二三|三四|四五|五六|六七|七八|八九|三五)[{_CN}]{{2}})年(?![代级限内间間里期多余来來以之前后後]|历史|的历史|时间)
  | (?P<from_now>{_either(from_now)})度?(?![龄纪])
  | (?P<from_context>{_either(from_context)})度?(?![龄纪])
"""


PART_ALONE: Final = re.compile(rf"(?:{PART})", re.VERBOSE)
YEAR_ALONE: Final = re.compile(rf"(?P<year>{_YEAR4})(?![0-9.,%万亿千百元人家个户吨项年月日级款])")
SHORT_YEAR_AGAIN: Final = re.compile(rf"(?P<short_year>[0-9]{{2}})(?:{_FISCAL}|{_S}年(?!代))(?:{PART})?", re.VERBOSE)
ROC_YEAR: Final = re.compile(
    rf"(?P<roc>9[0-9]|1[0-2][0-9]){_S}年(?!代|级|限|历史|多|余|来|的历史|[以之]?[前后後]|[间間])度?(?:{_S}(?:{PART}))?",
    re.VERBOSE,
)
TO_AGAIN: Final = re.compile(TO)
AND_AGAIN: Final = re.compile("与(?=[^,。;]{2,12}[年月之]间)")
MONTH_TAIL: Final = re.compile("[底末初]|[上中下]旬|中下旬|上中旬|[上下]半月")
DAY_AGAIN: Final = re.compile(rf"(?P<day>{_DAY})[日号號]")
DAY_ALONE: Final = re.compile(
    rf"(?P<day>3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[{_ONES}]|二?十)日(?![游内均线产龄間间以之后後前元本工制夜谈里来])"
)
DECADE: Final = re.compile(
    rf"(?:(?P<last>上个?世[纪紀])|(?P<century>[0-9]{{1,2}}|二十一?|十[{_ONES}]?)世[纪紀])?(?:(?P<decade>[0-9]0|[二三四五六七八九]?十)年代)?(?P<tail>[初末]期?|中后?期)?"
)
BACK: Final = re.compile(
    rf"(?P<near>近|最近|过去)?的?(?P<count>[1-9][0-9]?|[{_ONES}]?十[{_ONES}]?|[{_ONES}两兩])(?P<about>[几多余])?(?P<unit>年|个月|個月)(?P<half>半)?(?P<tail>以来|来|來|间|間|前|以前|之前|[以之]?[后後](?![续劲备期半勤来人方面进退发]))?"
)
AHEAD: Final = re.compile(rf"(?:未来|今后|接下来)的?(?P<count>{_COUNT})(?:至{_COUNT})?(?P<unit>年|个月)")
OLD_YEAR: Final = re.compile(
    r"(?:公元(?P<ad>[1-9][0-9]{1,3})|(?<=[始建成生立卒]于)(?P<event>[1-9][0-9]{2})|(?<=在)(?P<plain>[1-9][0-9]{2}))年(?![代级限内间間里中期多余来來以之前后後的]|历史|时间)"
)
WEEK: Final = re.compile(
    r"(?P<which>上上|下下|上|下|本|这)个?(?:周|星期|礼拜)(?:(?P<day>[一二三四五六日天])|(?P<end>末))?(?![期边围年转密口庄知刊岁氏村家岭宁先恩报长朝])"
)
HALF_A_YEAR: Final = re.compile(
    r"(?:(?P<back>近|最近|过去)的?半年|(?P<ahead>未来|今后|接下来)的?半年|半年(?:(?P<since>以?[来來])(?![自到说看])|(?P<within>[之以]?[内內]))|半个?月[之以][后後])"
)
SEASON: Final = re.compile("去冬今春|(?P<year>[今去明])(?P<season>[春夏秋冬])(?![装衣]|天的)")

FEAST_NAMES: Final = frozenset("路村镇社街广厂桥大小中")
"""Characters behind a feast that is part of a name (五一路)."""
FEAST: Final = re.compile(_either([*FEASTS, *FEASTS_ALONE]) + "(?P<day>当[天日晚])?")


_HEADS: Final = (
    *LUNAR_HOLIDAYS, *HOLIDAYS,
    "同期", "同月", "同季", "年底", "年末", "年初", "年内", "年终", "上半年", "下半年", "首季", "民国", "民國", "上世纪", "上世紀", "上个世纪", "元月",
    *FEASTS, *FEASTS_ALONE, "公元", *(f"{which}{week}" for which in "上下本这" for week in ("周", "星期", "个星期", "礼拜", "个礼拜", "上周", "下周")),
    "去冬", "去春", "去夏", "去秋", "今春", "今夏", "今秋", "今冬", "明春", "“五一", "“十一", "“双", "“国庆", "“春节",
)  # fmt: skip
"""The words that a period may begin with, beside numbers and the words of the vocabulary."""


def _candidate(words: Iterable[str]) -> re.Pattern[str]:
    """The pattern of places where a period may begin: one class of first characters, so that other text is skipped."""
    rests: dict[str, set[str]] = {}
    for word in (*_HEADS, *words):
        rests.setdefault(word[0], set()).add(re.escape(word[1:]))
    count, numeral = rf"[0-9{_ONES}十两兩]", rf"0-9{_CN}十两兩"
    for head, rest in (
        ("近", count), ("最", f"近{count}"), ("过", f"去的?{count}"), ("未", f"来的?{count}"), ("今", f"后的?{count}"), ("接", f"下来的?{count}"),
        *((head, rf"{count}{{1,3}}[ ]?[个個]?[月季]") for head in "前头首"),
        ("第", rf"{count}{{1,2}}(?:[个個]月|季|[至到、和—-])"),
    ):  # fmt: skip
        rests.setdefault(head, set()).add(rest)
    rests["半"] = {"年(?:以?[来來]|[之以]?[内內])", "个?月[之以][后後]"}
    for head in ("近", "最近", "过去", "过去的", "未来", "未来的", "今后", "接下来"):
        rests.setdefault(head[0], set()).add(f"{head[1:]}半年")
    figures = (
        (
            rf"[-0-9 —–―─−~至到、,和与及/]{{0,28}}[几多余]?"
            rf"(?:[年月季日号號世]|个月|[上下]半|前[0-9{_ONES}]|全年|第?[一二三四]季|[QH]|财年)"
        ),
        rf"[0-9]{{3}}{TO}[0-9]{{4}}",
        (
            r"[09][0-9]{2}(?:[-/.][0-9]|[0-9]{4}|[ ][01][0-9][ ][0-3][0-9]|[ 〕\])]{1,2}[0-9]{1,4}号|"
            r"中国|全国|世界|全球|国际|亚洲|(?<![^\n][0-9]{4})(?=[一-鿿]))"
        ),
        r"(?<![-/.A-Za-z][0-9])[0-9]?(?:/[0-3]?[0-9](?![-0-9.%A-Za-z])|-[0-3]?[0-9]-(?:19|20)[0-9]{2})",
    )
    alternatives = [
        rf"(?<=[0-9])(?<![0-9][0-9])(?:{'|'.join(figures)})",
        r'(?<=[“"《「『]2)0[0-9]{2}(?![0-9年])',
        rf"(?<=[{_CN}十两兩])[{numeral}至到、—–-]{{0,8}}[几多余]?(?:[年月季世五日]|个月)",
        *(f"(?<={head})(?:{'|'.join(sorted(rest, key=len, reverse=True))})" for head, rest in sorted(rests.items())),
    ]
    return re.compile(rf"[{numeral}{''.join(map(re.escape, sorted(rests)))}](?:{'|'.join(alternatives)})")


AFTER: Final = re.compile(
    r"(?P<since>(?:时期|期间)?以[来來]|至今|迄今|到现在|到目前|起至今|[以之][后後]|来(?![自源华到看说袭访临宾信电])|(?:起|开始)(?![步始])(?!就))|期间|期間|时期|之?间|年间"
)
BEFORE_THEN: Final = re.compile("[以之]前")
SINCE_LATER: Final = re.compile(r"[^,。;:、!?\n0-9“”]{1,10}?(?:以来|以來|至今)")
MARKS: Final = re.compile(r"[《》\n。!?]")
COMPARED: Final = re.compile(
    r"(?:较|較|较之|较之于|相较于?|相較於?|(?<![占扎萨鲁])比|比起|相比于?|对比|高于|低于|好于|快于|慢于|优于|多于|少于|大于|超|超过|不及|恢复[到至]|回[到升]至?|相当于)$"
)
WITH: Final = re.compile(r"(?:与|和|同|跟|與)$")
WITH_AFTER: Final = re.compile(
    r"[^,。;:!?\n0-9]{0,8}?(?:相比|相较|比较|对比|相当|持平|一致|比)|[^,。;:!?\n]{0,16}?相[比较]"
)
TIMES: Final = re.compile(rf"的(?:[0-9.]{{1,8}}[多余]?|[{_ONES}两十百]{{1,3}}[多余]?)倍")
TIMES_OF: Final = re.compile(rf"的?(?:水平的|总量的|产量的|总和的)?(?:[0-9.]{{1,8}}%|[{_ONES}]成|[{_ONES}]分之)")
IS: Final = re.compile(r"(?:是|为|達|达|达到|约|约为|相当于|仅为|仅是)$")
BASIS_AFTER: Final = re.compile(r"的?(?:基础之?上|不变价|可比价|价格计算|为基|作为基|基期|基数)")
RECORD: Final = re.compile(r"的?[^,。;:!?\n、]{0,6}?(?:最|新高|新低|首次|首个|首度|峰值|次高|次低|罕见|第[一二])")
IN_NAME: Final = re.compile(
    r"度?[^,。;:!?\n”\"」』》]{0,30}?(?:榜单|百强|[0-9]强|榜|奖|大会|论坛|峰会|博览会|报告|指数|名单|目录|案例|展|节|赛|称号|方案|计划|行动|年会|十大[^”\"」』]{0,12})[”\"」』]"
)
HEAD: Final = 400
"""Length of the title and the first lines in code points: the year that a 统计公报 reports on stands there."""
DATELINE: Final = frozenset("电讯電訊")
REPORTED: Final = re.compile(r"[^,。;:!?\n0-9]{0,16}?(?:公报|公報|经济运行|经济和社会发展情况|年报|统计数据|主要指标)")
IN_PRIZE: Final = re.compile(r"[^,。;:!?\n]{0,20}?奖")
_COUNTED: Final = (
    "年元万亿千百人家个户吨项级款余多倍位名次座台套件米公平里亩天日月时分秒至到和与、头辆只条枚幅本部篇册匹艘架列株棵栋口尾颗"
    "粒张块片份箱盒车趟班届期支场组批种类双副把面处宗笔单起例员岁斤克升尺厘毫伏瓦层页字词节课门间室票卷点小周旬季学职群村农老"
)
"""Characters behind a number that is no year."""
NAME_YEAR: Final = re.compile(
    rf"(?P<year>(?:19|20)[0-9]{{2}})(?:(?=(?P<document>[ 〕\])]{{1,2}}[0-9]{{1,4}}号))|(?=[一-鿿])(?![{_COUNTED}]))"
)
CLAUSE_OPENS: Final = frozenset('\n。!?;,:、 “"「(仅看在是据')
RECURRING: Final = ("每年", "往年", "年年", "历年")
GOAL: Final = re.compile(r"[^,。;:!?\n]{0,20}?(?:目标|任务|预期)")
DONE: Final = re.compile("完成|实现|超额|达成")
FUTURE_LEFT: Final = re.compile(r"(?:到|至|将|力争|预计|确保|计划|争取|有望)$")
AIM: Final = re.compile(r"力争|将|确保|计划|争取|有望|预计|前|要|不低于|目标")
JUST_DURATION: Final = re.compile(r"(?:历时|用了|花了|花费|长达|过了|经过|耗时|工期|有着?|超过|延续|持续|连续|积累)$")

BEFORE: Final = {
    "今": "如迄", "全": "健安完齐", "下": "以", "当": "相适充承想忆",
    "同": "共一不相", "该": "应", "次": "首一二三四五六七八九十每两几多此再度", "本": "基成资样日根剧", "后": "以之最",
    "明": "表证说声文光透探查", "现": "实出发呈体表兑再",
    "目": "项题科栏名条数品",
    "元": "0123456789万亿千百十点",
    "近": "接临靠附将", "头": "龙", "至": "以甚",
}  # fmt: skip
"""First character of a period word → characters before it that make it part of another word (健全年度, 项目前期)."""
NUMERALS: Final = frozenset(_CN + "十两兩")
NO_NUMERAL_BEFORE: Final = frozenset(_CN + "十百千万亿点第每几数半0123456789")


class PeriodWords:
    """The words of a vocabulary that name periods, and the patterns made of them.

    ``kinds`` says what a word means (codelist ``period_word_kind``), ``distances`` how far from what it counts; ``plans`` has
    the first year of each five-year plan. ``candidate`` finds where a period may begin.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.kinds = {fold(one.word): one.kind for one in vocabulary.period_words}
        self.distances = {fold(one.word): one.distance for one in vocabulary.period_words}
        self.plans = {fold(one.plan): one.first_year for one in vocabulary.plans}
        year = _year(self._of("year_from_now"), self._of("year_from_context"))
        others = [word for word, kind in self.kinds.items() if not kind.startswith("year_from")]
        quoted = [quote + plan for plan in self.plans for quote in '“"「『']
        self.moment = re.compile(rf"(?:{year})(?:{_S}的?(?:{PART}))?", re.VERBOSE)
        self.year_without_part = re.compile(year, re.VERBOSE)
        self.word = re.compile(_either(others))
        self.plan = re.compile(
            rf"(?P<open>[“\"「『]?)(?P<plan>{_either(self.plans)})(?P<close>[”\"」』]?)(?:规划|計劃|计划)?"
            rf"(?:(?P<end>末期?|期末|收官之年|收官年|收官)|(?P<begin>开局之年|开局)|(?P<since>(?:时期|期间)?以[来來])|前(?P<first>[{_ONES}两1-4])年|(?P<during>期间|时期|时段|前期|中期|中后期))?"
            r"(?![岁个天人万亿千百级点倍名位])"
        )
        self.candidate = _candidate((*self.kinds, *self.plans, *quoted))

    def _of(self, kind: str) -> list[str]:
        return [word for word, its in self.kinds.items() if its == kind]


@lru_cache(maxsize=2)
def period_words_of(vocabulary: Vocabulary) -> PeriodWords:
    """The words of ``vocabulary``, made once."""
    return PeriodWords(vocabulary)
