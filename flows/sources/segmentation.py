"""A document's text into articles and furniture.

Newspaper pages and reposts come as lines. Each line is first described by its shape alone (``_Line``); then anchors
(bylines, datelines, subtitles) say where articles begin, the lines above an anchor are its title, and what no article
holds is furniture. Shapes are general; what each rule takes for which stands in ``EXAMPLES``.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from flows.domain.document import Article, Segment, SegmentKind
from flows.domain.span import Span
from flows.vocabulary.folding import fold

EXAMPLES: Final[dict[str, dict[str, list[str]]]] = {
    "byline": {
        "is": ["◎本报记者 颜满斌 通讯员 莫亚红", "新甘肃·甘肃日报记者 吴涵", "本报记者 王朝霞", "□ 记者 李明", "记者：张三 李四",
               "文/图 本报记者 赵六", "作者：王五", "新华社记者 胡伟杰 马莎", "通讯员 刘云 记者 周洁", "来源：甘肃日报", "责任编辑：王兰"],
        "is_not": ["记者日前在中试基地采访时看到，产线正在运行。", "本报记者获悉，全市新增企业12家。", "地方动态", "记者手记：一座城的转型"],
    },
    "dateline": {
        "is": ["科技日报讯（记者江耘）江南正逢春", "本报讯 3月3日，记者获悉", "北疆时讯呼和浩特9月19日电　今年前八个月", "乌海4月12日讯（记者 杜沙）4月8日",
               "新华社兰州1月5日电（记者张文静）", "本刊综合　遵义市统计部门", "中新网西安4月18日电 (记者 张一辰)"],
        "is_not": ["科技日报记者从诸暨市经信局了解到", "通讯产业产值增长", "发电量增长7.5%", "该市用电（含农村）增长"],
    },
    "date_line": {
        "is": ["2025年01月22日", "北疆时讯　2022年9月20日", "发布时间：2024-04-10 08:30", "西部数据周刊　2022年2月18日　第06版", "2024年3月1日 星期五"],
        "is_not": ["2024年，全市生产总值", "2025年3月10日前开工复工", "2011年5月30日并网"],
    },
    "menu": {
        "is": ["网站首页", "数字报首页", "通版阅读请点击:", "展开通版", "字数:3,997", "版次:07", "- 2025-02-22国网陇南供电公司:踏雪巡线保供电",
               '<image>data:image/s3,"s3://x" alt=""</image>', "- 上一篇: 东方财富财经早餐", "下一篇：没有了", "…………", "———————————", "相关阅读", "分享到：",
               "扫一扫在手机打开当前页", "打印本页", "关闭窗口"],
        "is_not": ["首页推荐企业12家", "版次更新", "相关阅读材料印发后，全市上下", "一、综合"],
    },
    "column_head": {
        "is": ["地方动态", "要闻速览", "一周简讯", "综合新闻", "科技资讯", "市州师市年报摘编（第三期）"],
        "is_not": ["重庆打造千亿级空天信息产业集群", "带题培训 以赛促学", "新闻发布会实录：一季度经济运行情况"],
    },
}  # fmt: skip
"""Rule → lines that it takes, and lines that it must never take."""

_BYLINE: Final = re.compile(
    r"[◎□■●○◆▲\s（(]*(?:来源|作者|编辑|责任编辑|责编|审核|记者|通讯员|文字|摄影|文|图)[ 　]?[：:/／].{1,50}"
    r"|[◎□■●○◆▲\s（(]*[^，。！？；：,!?;]{0,14}?(?:记者|通讯员|特约撰稿|实习生)[ 　]+[一-鿿·]{2,4}"
    r"(?:[ 　、]+[^，。！？；：,!?; 　、]{1,20}){0,24}[ 　、]*[）)]?"
    r"|[◎□■●○◆▲][^，。！？；：,!?;]{2,40}"
)
_NAMES: Final = re.compile(r"[一-鿿]{2,4}(?:[ 　、]+[一-鿿]{2,4}){1,3}|[一-鿿]{2}[ 　][一-鿿]")
_DATELINE: Final = re.compile(
    r"[一-鿿·]{2,10}讯[ 　（(]"
    r"|[一-鿿·]{2,16}?\d{1,2}月\d{1,2}日[讯电][ 　（(]"
    r"|本(?:报|刊|网|台)(?:讯|综合|综合消息)[ 　（(：:]"
)
_DATE: Final = re.compile(r"(\d{4})(?:年|[-./])(\d{1,2})(?:月|[-./])(\d{1,2})日?")
_DATE_LINE: Final = re.compile(
    r"[^，。！？；,!?;]{0,16}?\d{4}(?:年|[-./])\d{1,2}(?:月|[-./])\d{1,2}日?"
    r"(?:[ 　T]*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?(?:[ 　]*(?:星期[一二三四五六日天]|第[\dA-Z]{1,4}版))*(?:[ 　]*来源[：:].{1,20})?[ 　]*"
)
_MENU: Final = re.compile(
    r"[-•·*▪►>\s]*\d{4}-\d{2}-\d{2}\S.*|<image>.*|.*data:image/.*"
    r"|[-•·*▪►>\s]*[上下]一[篇条版][：:].*|[…—\-_=*·.]{3,}"
    r"|(?:网站|数字报|返回)?首页|.{0,6}请点击[：:]|(?:展开|收缩)通版|(?:字数|版次|点击数?|浏览(?:次数|量)|阅读(?:次数|量)?|字号|分享到?|打印|字体)[：:].{0,20}"
    r"|(?:相关|延伸|推荐|热门)(?:阅读|新闻|链接|推荐|文章)[：:]?|扫一扫.{0,20}|打印本页|关闭窗口|【?(?:打印|关闭|大|中|小)】?|(?:上|下)一(?:篇|页|版)|返回(?:顶部|列表|目录)"
)
_COLUMN_HEAD: Final = re.compile(
    r"[^，。！？；：,!?;\d]{0,5}(?:动态|要闻|简讯|短讯|快讯|速览|速递|资讯|综合新闻|新闻|短波|广角|之窗|看台|集纳)|[^，。！？；：,!?;\d]{0,10}摘编(?:[（(].{1,8}[）)])?"
)
_CREDIT: Final = re.compile(
    r"(?:摄|供图|图片|资料图|图为.{0,40})[）)]?$|。[ 　]?[一-鿿]{2,3}[ 　]?摄?$|^[（(]?(?:图为|图①|上图|下图|左图|右图)"
)
_SENTENCE_END: Final = "。！？!?；;…”’』」）)：:"
_TITLE_LENGTH: Final = 60
_HEAD_LENGTH: Final = 30
_WIDE_GAP: Final = 3
"""Empty lines that set a picture's caption apart from the paragraphs of its page."""
_MAX_INTERRUPTIONS: Final = 64
"""Broken sentences an article is searched for pull quotes in; keeps the search linear on broken text."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank: where it stands, and how many blank lines stand before and after it."""

    start: int
    end: int
    text: str
    before: int
    after: int

    @property
    def is_byline(self) -> bool:
        return len(self.text) <= 60 and bool(_BYLINE.fullmatch(self.text))

    @property
    def is_dateline(self) -> bool:
        return bool(_DATELINE.match(self.text)) and not self.is_date_line

    @property
    def is_date_line(self) -> bool:
        return len(self.text) <= 60 and bool(_DATE_LINE.fullmatch(self.text))

    @property
    def is_menu(self) -> bool:
        return bool(_MENU.fullmatch(self.text[:400]))

    @property
    def is_column_head(self) -> bool:
        return bool(_COLUMN_HEAD.fullmatch(self.text))

    @property
    def is_subtitle(self) -> bool:
        return self.text.startswith(("——", "--", "──")) and self.is_heading_like and not self.is_menu

    @property
    def is_heading_like(self) -> bool:
        """Short, and not a sentence."""
        return len(self.text) <= _TITLE_LENGTH and self.text[-1] not in "。；;，,、：:…" and "。" not in self.text

    @property
    def is_caption(self) -> bool:
        apart = max(self.before, self.after) >= _WIDE_GAP and len(self.text) <= 60
        return len(self.text) <= 120 and (bool(_CREDIT.search(self.text)) or apart)

    @property
    def ends_sentence(self) -> bool:
        return self.text[-1] in _SENTENCE_END


@dataclass(frozen=True, slots=True)
class Segmentation:
    """The articles of a document in reading order, and the segments that tile its text."""

    articles: tuple[Article, ...]
    segments: tuple[Segment, ...]


@dataclass(slots=True)
class _Draft:
    """Lines of one article: ``title`` and ``head`` are index ranges, the body is what follows."""

    first: int
    title: list[int]
    byline: list[int]
    last: int


def segment(text: str, *, document: str, published: str, published_on: dt.date, published_basis: str) -> Segmentation:
    """Find the articles in ``text``.

    The publication date is the document's, for articles that print none. Every character belongs to exactly one
    segment; a document of prose without any sign of a title is one article, its ``title`` empty.
    """
    lines = _lines(text)
    drafts = _drafts(lines)
    page_date = _printed_date(line.text for line in lines[: drafts[0].first if drafts else 0] if line.is_date_line)
    articles: list[Article] = []
    kinds: list[tuple[SegmentKind, int | None]] = [("furniture", None)] * len(lines)
    for ordinal, draft in enumerate(drafts, 1):
        for at, kind in _article_kinds(lines, draft):
            kinds[at] = (kind, None if kind == "furniture" else ordinal)
        own = [at for at in range(draft.first, draft.last + 1) if kinds[at][1] == ordinal]
        printed = _printed_date(lines[at].text for at in draft.byline)
        basis = "printed with the article" if printed else "printed on the page" if page_date else published_basis
        printed = printed or page_date
        articles.append(
            Article(
                article_id=f"{document}-{ordinal}",
                ordinal=ordinal,
                title=" ".join(lines[at].text for at in draft.title),
                byline=" ".join(lines[at].text for at in draft.byline),
                published=printed.isoformat() if printed else published,
                published_on=printed or published_on,
                published_basis=basis,
                span=Span(lines[own[0]].start, lines[own[-1]].end),
            )
        )
    return Segmentation(tuple(articles), tuple(_tiles(text, lines, kinds)))


def _lines(text: str) -> list[_Line]:
    """The lines that are not blank, stripped; only a newline ends a line."""
    found: list[tuple[int, int, str, int]] = []
    blank, at = 0, 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            start = at + len(raw) - len(raw.lstrip())
            found.append((start, start + len(stripped), stripped, blank))
            blank = 0
        else:
            blank += 1
        at += len(raw) + 1
    afters = [*(line[3] for line in found[1:]), blank][: len(found)]
    return [_Line(*line, after) for line, after in zip(found, afters, strict=True)]


def _drafts(lines: Sequence[_Line]) -> list[_Draft]:
    end = _teasers_begin(lines)
    heads = _heads(lines, end)
    if not heads:
        body = [at for at in range(end) if not lines[at].is_menu and not lines[at].is_column_head]
        if not body:
            return []
        title, byline = _leading_title(lines, body)
        return [_Draft(body[0], title, byline, body[-1])]
    drafts: list[_Draft] = []
    for number, (first, title, byline) in enumerate(heads):
        stop = heads[number + 1][0] if number + 1 < len(heads) else end
        last = max(
            (at for at in range(first, stop) if not lines[at].is_menu and not lines[at].is_column_head), default=first
        )
        drafts.append(_Draft(first, title, byline, last))
    return drafts


def _heads(lines: Sequence[_Line], end: int) -> list[tuple[int, list[int], list[int]]]:
    """(first line, title lines, byline lines) of each article that shows where it begins."""
    heads: list[tuple[int, list[int], list[int]]] = []
    floor = passed = 0  # where the last head, and the last run of head lines, end: no run is walked twice
    for at in range(end):
        line = lines[at]
        if at < floor or not (line.is_byline or line.is_dateline or line.is_subtitle or line.is_date_line):
            continue
        title, top = _title_above(lines, at, floor)
        start = at
        if line.is_subtitle:
            title, start = [*title, at], at + 1
        below = max(start, passed)
        while below < end and not lines[below].is_dateline and _is_head_line(lines, below, below > start):
            below += 1
        passed = below
        if title and _has_body(lines, below, end):
            heads.append((top, title, [i for i in range(start, below) if not lines[i].is_menu]))
            floor = below + (1 if below < end and lines[below].is_dateline else 0)
    return heads


def _is_head_line(lines: Sequence[_Line], at: int, after_byline: bool) -> bool:
    line = lines[at]
    return (
        line.is_byline or line.is_date_line or line.is_menu or (not after_byline and bool(_NAMES.fullmatch(line.text)))
    )


def _has_body(lines: Sequence[_Line], at: int, end: int) -> bool:
    """Whether prose follows soon: a byline at the end of a page begins no article."""
    return any(lines[i].ends_sentence and len(lines[i].text) > _HEAD_LENGTH for i in range(at, min(end, at + 16)))


def _title_above(lines: Sequence[_Line], at: int, floor: int) -> tuple[list[int], int]:
    """The heading lines right above line ``at``, top first, and the index of the first; column heads stay out."""
    title: list[int] = []
    top = at
    while top > floor and len(title) < 4:
        line = lines[top - 1]
        if not line.is_heading_like or line.is_column_head or line.is_menu or line.is_byline or line.is_date_line:
            break
        if line.is_caption and title and line.before >= _WIDE_GAP:
            break
        title.insert(0, top - 1)
        top -= 1
    return title, top


def _leading_title(lines: Sequence[_Line], body: Sequence[int]) -> tuple[list[int], list[int]]:
    """Title lines at the top of a document without any byline: headings, then a longer line of prose."""
    title = []
    for at in body[:3]:
        if not lines[at].is_heading_like or lines[at].is_caption:
            break
        title.append(at)
    return (title, []) if len(title) < len(body) and len(title) < 3 else ([], [])


def _teasers_begin(lines: Sequence[_Line]) -> int:
    """Where links to other articles begin at the foot of a page; ``len(lines)`` if none do.

    Menu lines at the foot are furniture. Above them, a run of teasers (a headline without a full stop, with at most
    two sentences of summary under it) is furniture too if it speaks of other things than the article does.
    """
    end = len(lines)
    while end and (lines[end - 1].is_menu or lines[end - 1].text.startswith("#")):
        end -= 1
    if end == len(lines) or not _is_navigation(lines[end:]):
        return end
    top = end
    at, summaries = end - 1, 0
    while at >= 0:
        line = lines[at]
        if _is_teaser(line):
            top, summaries = at, 0
        else:
            summaries += 1
            if summaries > 2 or len(line.text) > 400:
                break
        at -= 1
    teasers = sum(_is_teaser(line) for line in lines[top:end])
    return top if teasers >= 3 and _speaks_of_other_things(lines[:top], lines[top:end]) else end


def _is_navigation(lines: Sequence[_Line]) -> bool:
    return any(re.match(r"[-•·*▪►>\s]*(?:[上下]一[篇条]|相关|推荐|热门|\d{4}-\d\d-\d\d)", line.text) for line in lines)


def _is_teaser(line: _Line) -> bool:
    inner = re.search(r"[!！?？,，:：#]", line.text)
    return 12 <= len(line.text) <= 120 and "。" not in line.text and line.text[-1] not in "；;：:，,、…" and bool(inner)


def _speaks_of_other_things(above: Sequence[_Line], below: Sequence[_Line]) -> bool:
    """Whether few of the pairs of characters that recur in the text above are met again below."""
    counts: dict[str, int] = {}
    for line in above:
        for pair in _pairs(line.text):
            counts[pair] = counts.get(pair, 0) + 1
    common = {pair for pair, count in counts.items() if count >= 4}
    heads = [line for line in below if _is_teaser(line)]
    met = sum(bool(common & set(_pairs(line.text))) for line in heads)
    return met * 2 <= len(heads)


def _pairs(text: str) -> Iterator[str]:
    return (text[i : i + 2] for i in range(len(text) - 1) if "一" <= text[i] <= "鿿" and "一" <= text[i + 1] <= "鿿")


def _article_kinds(lines: Sequence[_Line], draft: _Draft) -> Iterator[tuple[int, SegmentKind]]:
    """What each line of an article is; text that interrupts a sentence is a caption, a heading or a pull quote."""
    title, byline = set(draft.title), set(draft.byline)
    body = [at for at in range(draft.first, draft.last + 1) if at not in title and at not in byline]
    first_prose = next((at for at in body if lines[at].ends_sentence and not lines[at].is_caption), draft.last)
    kinds: dict[int, SegmentKind] = {}
    interruptions: list[int] = []
    for at in range(draft.first, draft.last + 1):
        line = lines[at]
        kinds[at] = "body"
        if at in title:
            kinds[at] = "title"
        elif at in byline:
            kinds[at] = "byline"
        elif line.is_menu or line.is_column_head:
            kinds[at] = "furniture"
        elif at < first_prose and _follows_caption(lines, at, draft):
            kinds[at] = "caption"
        elif _is_section_heading(line):
            kinds[at] = "heading"
        elif line.is_caption and _stands_alone(lines, at, draft):
            kinds[at] = "caption"
        elif len(interruptions) < _MAX_INTERRUPTIONS and at > first_prose and _interrupts(lines, at, draft):
            interruptions.append(at)
    repeated = _repeated([lines[at].text for at in interruptions], (lines[at].text for at in body))
    for at, kind in kinds.items():
        yield at, "pull_quote" if at in interruptions and lines[at].text in repeated else kind


def _is_section_heading(line: _Line) -> bool:
    return (
        len(line.text) <= _HEAD_LENGTH
        and line.is_heading_like
        and line.text[-1] not in _SENTENCE_END
        and not _CREDIT.search(line.text)
        and (
            bool(re.search(r"\S[ 　]\S", line.text))
            or (0 < line.before < _WIDE_GAP and 0 < line.after < _WIDE_GAP and not re.search("[，,]", line.text))
        )
    )


def _follows_caption(lines: Sequence[_Line], at: int, draft: _Draft) -> bool:
    """Whether the line stands in a row of pictures above the text."""
    return at > draft.first and lines[at - 1].is_caption and lines[at].is_heading_like


def _stands_alone(lines: Sequence[_Line], at: int, draft: _Draft) -> bool:
    """A caption is not the rest of a sentence that the line before broke off, unless that goes on after it."""
    line = lines[at]
    if at == draft.first or lines[at - 1].ends_sentence or _CREDIT.search(line.text):
        return True
    return line.before >= _WIDE_GAP or (line.after >= _WIDE_GAP and not line.text.startswith(tuple("至的了和与、，")))


def _interrupts(lines: Sequence[_Line], at: int, draft: _Draft) -> bool:
    """Whether the line before breaks off and the sentence goes on after this one."""
    return draft.first < at < draft.last and not lines[at - 1].ends_sentence and lines[at].ends_sentence


def _repeated(quotes: Sequence[str], prose: Iterable[str], length: int = 20) -> set[str]:
    """Those of ``quotes`` of which a stretch of ``length`` characters stands in ``prose`` twice; prose is read once."""
    counts = {
        quote[i : i + length]: 0
        for quote in quotes
        if length <= len(quote) <= 400
        for i in range(0, min(len(quote) - length + 1, 200), 5)
    }
    if not counts:
        return set()
    for text in prose:
        for i in range(len(text) - length + 1):
            if (stretch := text[i : i + length]) in counts:
                counts[stretch] += 1
    return {
        quote
        for quote in quotes
        if any(counts.get(quote[i : i + length], 0) > 1 for i in range(0, min(len(quote), 200), 5))
    }


def _printed_date(texts: Iterator[str]) -> dt.date | None:
    for text in texts:
        if match := _DATE.search(fold(text)):
            try:
                return dt.date(int(match[1]), int(match[2]), int(match[3]))
            except ValueError:
                continue
    return None


def _tiles(text: str, lines: Sequence[_Line], kinds: Sequence[tuple[SegmentKind, int | None]]) -> Iterator[Segment]:
    """Segments from 0 to the end: runs of lines of one kind, each with the white space that follows it."""
    if not lines:
        if text:
            yield Segment("furniture", Span(0, len(text)), None)
        return
    start = 0
    for at, kind in enumerate(kinds):
        if at + 1 == len(kinds) or kinds[at + 1] != kind:
            end = lines[at + 1].start if at + 1 < len(lines) else len(text)
            yield Segment(kind[0], Span(start, end), kind[1])
            start = end
