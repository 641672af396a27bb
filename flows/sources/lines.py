"""What a line of a page looks like, by its shape alone.

Shapes are matched on the folded line (half width, Simplified), so one pattern reads both scripts and widths. What each
shape takes, and what it must never take, stands in ``EXAMPLES``; a new page starts as an example there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from flows.vocabulary.folding import fold

EXAMPLES: Final[dict[str, dict[str, list[str]]]] = {
    "byline": {
        "is": [
            "◎本报记者 颜满斌 通讯员 莫亚红", "新甘肃·甘肃日报记者 吴涵", "本报记者 王朝霞", "□ 记者 李明", "记者：张三 李四",
            "文/图 本报记者 赵六", "作者：王五", "新华社记者 胡伟杰 马莎", "通讯员 刘云 记者 周洁", "来源：甘肃日报",
            "责任编辑：王兰", "【記者陳大明／台南報導】", "（记者 李婷）", "本报记者  王雪", "（责编：赵一）",
        ],
        "is_not": [
            "记者日前在中试基地采访时看到，产线正在运行。", "本报记者获悉，全市新增企业12家。", "地方动态", "记者手记：一座城的转型",
            "文化产业增加值120亿元",
        ],
    },
    "dateline": {
        "is": [
            "科技日报讯（记者江耘）江南正逢春", "本报讯 3月3日，记者获悉", "北疆时讯呼和浩特9月19日电　今年前八个月",
            "乌海4月12日讯（记者 杜沙）4月8日", "新华社兰州1月5日电（记者张文静）", "本刊综合　遵义市统计部门",
            "中新网西安4月18日电 (记者 张一辰)", "本报张掖1月8日讯　昨日，记者获悉",
        ],
        "is_not": ["科技日报记者从诸暨市经信局了解到", "通讯产业产值增长", "发电量增长7.5%", "该市用电（含农村）增长"],
    },
    "date_line": {
        "is": [
            "2025年01月22日", "北疆时讯　2022年9月20日", "发布时间：2024-04-10 08:30", "西部数据周刊　2022年2月18日　第06版",
            "2024年3月1日 星期五", "2024-04-25 09:12 来源：酒泉日报 作者：张三 字号：[大 中 小]",
            "来源：统计局　发布日期：2024-01-31　浏览次数：120", "时间：2024/5/6",
        ],
        "is_not": [
            "2024年，全市生产总值", "2025年3月10日前开工复工", "2011年5月30日并网", "截至2024年3月1日，全市开工项目12个",
            "- 2025-02-22国网陇南供电公司:踏雪巡线保供电",
        ],
    },
    "menu": {
        "is": [
            "网站首页", "数字报首页", "通版阅读请点击:", "展开通版", "字数:3,997", "版次:07",
            "- 2025-02-22国网陇南供电公司:踏雪巡线保供电", '<image>data:image/s3,"s3://x" alt=""</image>',
            "- 上一篇: 东方财富财经早餐", "下一篇：没有了", "…………", "———————————", "相关阅读", "分享到：", "扫一扫在手机打开当前页",
            "打印本页", "关闭窗口", "当前位置：首页 > 新闻中心 > 要闻", "首页 >> 政务公开 >> 统计数据", "（下转第三版）", "（上接01版）",
            "版权所有 酒泉市人民政府 陇ICP备05000001号", "Copyright © 2024 All Rights Reserved", "网站地图 | 联系我们",
        ],
        "is_not": [
            "首页推荐企业12家", "版次更新", "相关阅读材料印发后，全市上下", "一、综合", "版权登记量达12万件", "上接天线、下接地气",
        ],
    },
    "links_head": {
        "is": ["相关阅读：", "延伸阅读", "【热门推荐】", "相关新闻", "推荐阅读："],
        "is_not": ["阅读推广活动120场", "相关产业增加值", "推荐项目12个"],
    },
    "column_head": {
        "is": ["地方动态", "要闻速览", "一周简讯", "综合新闻", "科技资讯", "市州师市年报摘编（第三期）", "一周要闻"],
        "is_not": ["重庆打造千亿级空天信息产业集群", "带题培训 以赛促学", "新闻发布会实录：一季度经济运行情况"],
    },
    "issuer": {
        "is": ["甘肃省统计局", "国家统计局甘肃调查总队", "兰州市人民政府办公室", "白银市发展和改革委员会"],
        "is_not": ["甘肃省统计局发布年报", "金昌市", "全市深化统计改革", "奋力开创发展新局"],
    },
}  # fmt: skip
"""Shape → lines that it takes, and lines that it must never take."""

_MARK: Final = r"[◎□■●○◆▲\s(【\[]*"
_BYLINE: Final = re.compile(
    _MARK + r"(?:来源|作者|编辑|责任编辑|责编|审核|记者|通讯员|文字|摄影|文|图)[ ]?[:/].{1,50}"
    r"|" + _MARK + r"[^,。!?;:]{0,14}?(?:记者|通讯员|特约撰稿|实习生)[ ]*[一-鿿·]{2,4}/[一-鿿]{2,6}报导[】\])]"
    r"|"
    + _MARK
    + r"[^,。!?;:]{0,14}?(?:记者|通讯员|特约撰稿|实习生)[ ]+[一-鿿·]{2,4}(?:[ 、]+[^,。!?;: 、]{1,20}){0,24}[ 、]*[)】\]]?"
    r"|[◎□■●○◆▲][^,。!?;:]{2,40}"
)
_NAMES: Final = re.compile(r"[一-鿿]{2,4}(?:[ 、]+[一-鿿]{2,4}){1,3}|[一-鿿]{2}[ ][一-鿿]")
_DATELINE: Final = re.compile(
    r"(?:[一-鿿·]{2,10}讯(?=[ (])|[一-鿿·]{2,16}?\d{1,2}月\d{1,2}日[讯电](?=[ (])|本(?:报|刊|网|台)(?:讯|综合|综合消息)(?=[ (:]))"
    r"[ :]*(?:\([^()]{1,60}\))?"
)
_DATE: Final = re.compile(r"(\d{4})(?:年|[-./])(\d{1,2})(?:月|[-./])(\d{1,2})日?")
_META: Final = re.compile(
    r"(?:发布时间|发布日期|发稿时间|日期|时间|来源|作者|记者|责任编辑|编辑|责编|字号|字体|浏览(?:次数|量)?|阅读(?:次数|量)?|点击(?:数|量)?)"
    r":[ ]*(?:\[[^\]]{0,12}\]|[^ ]{0,20})|\d{1,2}:\d{2}(?::\d{2})?|星期[一二三四五六日天]|第[\dA-Z]{1,4}版"
)
_MENU: Final = re.compile(
    r"[-•·*▪►>\s]*\d{4}-\d{2}-\d{2}[^\s\d].*|<image>.*|.*data:image/.*"
    r"|[-•·*▪►>\s]*[上下]一[篇条版][:].*|[…—\-_=*·.]{3,}"
    r"|(?:当前|您的?|所在)?(?:位置|在)?:?[ ]*(?:网站|数字报|返回)?首页[ ]*(?:>+[^>。]{1,24}){0,6}>*"
    r"|.{0,6}请点击:|(?:展开|收缩)通版|(?:字数|版次|点击数?|浏览(?:次数|量)|阅读(?:次数|量)?|字号|分享到?|打印|字体):.{0,20}"
    r"|扫一扫.{0,20}|打印本页|关闭窗口|【?(?:打印|关闭|大|中|小)】?|[上下]一[篇页版]|返回(?:顶部|列表|目录)"
    r"|\((?:下转|上接)[^()]{1,12}版\)|版权所有[: ].{0,60}|.{0,40}ICP备.{0,40}|copyright.{0,60}"
    r"|[^。|]{2,16}(?:\|[^。|]{2,16}){1,12}",
    re.IGNORECASE,
)
_LINKS_HEAD: Final = re.compile(r"【?(?:相关|延伸|推荐|热门)(?:阅读|新闻|链接|推荐|文章)】?:?")
_LINK: Final = re.compile(r"[-•·*▪►>\s]*(?:[上下]一[篇条]|\d{4}-\d\d-\d\d)")
_COLUMN_HEAD: Final = re.compile(
    r"[^,。!?;:\d]{0,5}(?:动态|要闻|简讯|短讯|快讯|速览|速递|资讯|综合新闻|新闻|短波|广角|之窗|看台|集纳)|[^,。!?;:\d]{0,10}摘编(?:\(.{1,8}\))?"
)
_ISSUER: Final = re.compile(
    r"[一-鿿]{2,16}(?:统计局|调查总队|调查队|人民政府|人民政府办公室|政府办公厅|发展和改革委员会|财政局|科学技术[厅局])"
)
_CREDIT: Final = re.compile(
    r"(?:摄|供图|图片|资料图|图为.{0,40})\)?$|。[ ]?[一-鿿]{2,3}[ ]?摄?$|^\(?(?:图为|图①|上图|下图|左图|右图)"
)
_FACTS_BEGIN: Final = re.compile(
    rf"\s+(?={_DATE.pattern}|(?:发布时间|发布日期|发稿时间|日期|时间|来源|作者|记者|编辑):)"
)
_OUTLET: Final = re.compile(
    r".{0,12}(?:报|刊|网|社|台|电视|新闻|时讯|在线|客户端|融媒|融媒体中心|局|厅|委|政府|办公室|版)"
)
_SHORTEST_HEAD, _LONGEST_HEADED_LINE = 8, 180
_NO_HEADING_END: Final = "。;,、:…"
_SENTENCE_END: Final = "。!?;…”’』」):"
_TITLE_LENGTH: Final = 60
WIDE_GAP: Final = 3
"""Empty lines that set a picture's caption apart from the paragraphs of its page."""


@dataclass(frozen=True)
class Line:
    """A line that is not blank: its span in the text, and how many blank lines stand before and after it."""

    start: int
    end: int
    text: str
    before: int = 0
    after: int = 0

    @cached_property
    def shape(self) -> str:
        """The line folded; as long as the line."""
        return fold(self.text)

    @cached_property
    def is_byline(self) -> bool:
        return len(self.shape) <= 60 and bool(_BYLINE.fullmatch(self.shape))

    @property
    def is_names(self) -> bool:
        """Nothing but names of persons, as under a title."""
        return len(self.shape) <= 20 and bool(_NAMES.fullmatch(self.shape))

    @cached_property
    def dateline(self) -> str:
        """What a report begins with before its first sentence: 新华社兰州1月5日电（记者张文静）; empty if it does not."""
        match = None if self.is_date_line else _DATELINE.match(self.shape)
        return self.text[: match.end()].strip(" 　:：") if match else ""

    @property
    def is_dateline(self) -> bool:
        return bool(self.dateline)

    @cached_property
    def is_date_line(self) -> bool:
        """A full date, and besides it at most an outlet and labelled facts such as 来源."""
        if len(self.shape) > 120 or not (date := _DATE.search(self.shape)) or self.is_menu:
            return False
        rest = _META.sub("", f"{self.shape[: date.start()]} {self.shape[date.end() :]}").replace("发布", "")
        before, _, after = rest.partition(" ")
        return len(before.strip()) <= 16 and not after.strip(" :T|") and not re.search("[,。!?;]", rest)

    @cached_property
    def is_menu(self) -> bool:
        return bool(_MENU.fullmatch(self.shape[:400])) or self.is_links_head

    @cached_property
    def is_links_head(self) -> bool:
        """A heading under which links to other articles stand."""
        return bool(_LINKS_HEAD.fullmatch(self.shape))

    @property
    def is_link(self) -> bool:
        """A link to another article that says that it is one."""
        return self.is_links_head or bool(_LINK.match(self.shape))

    @cached_property
    def is_column_head(self) -> bool:
        return bool(_COLUMN_HEAD.fullmatch(self.shape))

    @property
    def is_issuer(self) -> bool:
        """The office that a bulletin is signed by."""
        return bool(_ISSUER.fullmatch(self.shape))

    @property
    def is_subtitle(self) -> bool:
        return self.shape.startswith(("——", "--", "──")) and self.is_heading_like and not self.is_menu

    @cached_property
    def is_heading_like(self) -> bool:
        """Short, and not a sentence."""
        return len(self.shape) <= _TITLE_LENGTH and self.shape[-1] not in _NO_HEADING_END and "。" not in self.shape

    @property
    def is_section_heading(self) -> bool:
        """A heading inside an article: 一、综合, or two phrases, or a short line of its own."""
        return (
            len(self.shape) <= 30
            and self.is_heading_like
            and not self.ends_sentence
            and not self.has_credit
            and (
                bool(re.search(r"\S[ ]\S|^[一二三四五六七八九十]{1,3}、|^\([一二三四五六七八九十]{1,3}\)", self.shape))
                or (0 < self.before < WIDE_GAP and 0 < self.after < WIDE_GAP and "," not in self.shape)
            )
        )

    @cached_property
    def has_credit(self) -> bool:
        """Names a photographer, or says that it belongs to a picture."""
        return len(self.shape) <= 120 and bool(_CREDIT.search(self.shape))

    @property
    def is_caption(self) -> bool:
        return self.has_credit or (len(self.shape) <= 60 and max(self.before, self.after) >= WIDE_GAP)

    @cached_property
    def is_teaser(self) -> bool:
        """A headline long enough to be clicked on: inner punctuation, no full stop."""
        shape = self.shape
        return (
            12 <= len(shape) <= 120
            and "。" not in shape
            and shape[-1] not in ";:,、…"
            and bool(re.search("[!?,:#]", shape))
        )

    @property
    def ends_sentence(self) -> bool:
        return self.shape[-1] in _SENTENCE_END

    def date(self) -> tuple[int, int, int] | None:
        """The first full date in the line: year, month, day as printed."""
        match = _DATE.search(self.shape)
        return (int(match[1]), int(match[2]), int(match[3])) if match else None


def split_lines(text: str) -> Iterator[Line]:
    """The lines of ``text`` that are not blank, stripped; only a newline ends a line.

    Where a page prints date and source beside its heading, the heading is a line and they are the next.
    """
    found: list[tuple[int, int, str, int]] = []
    blank = at = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            start = at + len(raw) - len(raw.lstrip())
            head, facts = _headed(stripped)
            found.append((start, start + head, stripped[:head], blank))
            if facts < len(stripped):
                found.append((start + facts, start + len(stripped), stripped[facts:], 0))
            blank = 0
        else:
            blank += 1
        at += len(raw) + 1
    afters = [*(line[3] for line in found[1:]), blank]
    for line, after in zip(found, afters, strict=False):
        yield Line(*line, after)


def _headed(text: str) -> tuple[int, int]:
    """Where the heading in a line ends and where the date line beside it begins; both its length if it is one thing."""
    whole = len(text), len(text)
    if len(text) > _LONGEST_HEADED_LINE:
        return whole
    shape = fold(text)
    for gap in _FACTS_BEGIN.finditer(shape):
        head, facts = shape[: gap.start()], Line(0, 0, text[gap.end() :])
        if len(head) < _SHORTEST_HEAD or _OUTLET.fullmatch(head) or _DATE.search(head) or not facts.is_date_line:
            continue
        line = Line(0, 0, text[: gap.start()])
        if line.is_heading_like and not (line.is_menu or line.is_byline or _META.match(head)):
            return gap.start(), gap.end()
    return whole
