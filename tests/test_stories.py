"""Which articles are reposts of which: the model ``int_article_stories`` on articles that were written for it."""

import json
import random
import shutil
from dataclasses import dataclass

import duckdb
import pytest

from flows.reading.text.sentences import sentence_ends
from flows.store.loading import create_schema, load
from flows.vocabulary.folding import fold


def _pairs(text):
    return dict(pair.split("/") for pair in text.split())


# Each word with another that says the same: who spins an article puts the second in the place of the first.
SUBJECTS = _pairs(
    "全市/本市 全县/本县 城区/主城 园区/开发区 农村/乡村 企业/厂家 居民/百姓 农民/农户 学校/校园 医院/诊疗机构 港口/码头 铁路/铁道 "
    "公路/道路 机场/空港 旅游/游览 外贸/对外贸易 工业/制造业 农业/种养业 科技/科学技术 人才/专才 金融/信贷 税收/税款 财政/国库 能源/动力 "
    "电力/供电 环保/生态 林业/森林 水利/灌溉 文化/文艺 体育/运动"
)
THINGS = _pairs(
    "产量/出产 产值/生产总额 投资/资金投入 收入/所得 支出/开支 面积/范围 里程/长度 项目/工程 专利/发明 合同/协议 贷款/借款 存款/储蓄 "
    "床位/病床 学位/就读名额 岗位/职位 补贴/补助 设备/机器 装置/器械 仓库/库房 基地/园地 平台/载体 品牌/牌子 车辆/汽车 管网/管线 "
    "住房/房屋 道口/路口 田块/耕地 苗木/树苗 水渠/沟渠 站点/网点 客流/旅客 货物/物资"
)
DEEDS = _pairs(
    "完成/做到 新增/增添 建成/落成 达到/升至 实现/取得 引进/招来 培育/培养 改造/翻新 修缮/整修 登记/备案 投入/拨付 发放/派发 检查/巡查 "
    "培训/轮训 安置/安排 销售/卖出 出口/外销 采购/购入 储备/储存 种植/栽种 签订/签署 开通/启用 扩大/拓宽 减少/压减 淘汰/关停 更新/换新"
)
MANNERS = _pairs(
    "累计/合计 全年/年内 持续/不断 稳步/平稳 加快/提速 共同/一道 首次/头一回 主动/自觉 积极/踊跃 基本/大体 明显/显著 及时/尽早 统一/一并 "
    "重点/着重 全面/全方位 陆续/先后 逐步/渐渐 集中/成批"
)
PURPOSES = _pairs(
    "改善民生/增进福祉 保障供应/确保供给 提高效率/提升效能 降低成本/节省费用 方便群众/便利市民 带动就业/拉动用工 防范风险/避免隐患 "
    "节约用地/集约用地 补齐短板/弥补不足 扩大内需/做大消费 稳定预期/安定人心 优化结构/改进布局"
)
SYNONYMS = SUBJECTS | THINGS | DEEDS | MANNERS | PURPOSES
UNITS = {"亿元": 10**8, "万吨": 10**4, "万人次": 10**4, "家": 1, "项": 1, "公里": 1, "%": 1, "万元": 10**4, "亩": 1}


@dataclass(frozen=True)
class Figure:
    text: str
    value: float


@dataclass(frozen=True)
class Draft:
    """An article in writing: words, signs and figures in their order. ``story`` is what it must be found to be of."""

    name: str
    published_on: str
    parts: tuple[str | Figure, ...]
    story: str

    @property
    def text(self):
        return "".join(part.text if isinstance(part, Figure) else part for part in self.parts)


class Writer:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def figure(self):
        unit = self.random.choice(list(UNITS))
        number = (
            f"{self.random.uniform(1, 15):.1f}"
            if unit == "%"
            else self.random.choice([f"{self.random.uniform(2, 900):.1f}", str(self.random.randint(2, 400))])
        )
        return Figure(number + unit, round(float(number) * UNITS[unit], 2))

    def clause(self, share):
        pick = self.random.choice
        words = [pick([*SUBJECTS]), pick([*MANNERS]), pick([*DEEDS]), pick([*SUBJECTS]), pick([*THINGS])]
        if self.random.random() < share:
            words.append(self.figure())
        if self.random.random() < 0.6:
            words += ["，", pick([*MANNERS]), pick([*PURPOSES])]
        return [*words, pick("，；。")]

    def article(self, *, length, share):
        """``length`` clauses, of which ``share`` have a figure."""
        return tuple(part for _ in range(length) for part in self.clause(share))

    def spun(self, parts, share):
        return tuple(
            SYNONYMS.get(part, part) if isinstance(part, str) and self.random.random() < share else part
            for part in parts
        )

    def of_next_year(self, parts):
        return tuple(self.figure() if isinstance(part, Figure) else part for part in parts)

    def retitled(self, parts):
        head = self.random.sample([*SYNONYMS.values()], 5)
        return (*head, "\n\n", f"本报记者　{head[0]}\n\n", *parts)


def cut(parts):
    """Without its last tenth."""
    return parts[: len(parts) * 9 // 10]


def family(writer, name, year, *, length, share):
    """An article and its reposts, the next year's under the same words and its own, and one that quotes three figures."""
    article = writer.article(length=length, share=share)
    next_year = writer.of_next_year(article)
    quoted = [part for part in article if isinstance(part, Figure)][5:8]
    reporter = [*writer.article(length=length, share=share), *quoted, "。", *writer.article(length=4, share=1)]
    first, later = f"{name}-a-original", f"{name}-b-next-year"
    yield Draft(first, f"{year}-02-01", article, first)
    yield Draft(f"{name}-verbatim", f"{year}-02-03", article, first)
    yield Draft(f"{name}-retitled", f"{year}-02-02", writer.retitled(article), first)
    yield Draft(f"{name}-cut", f"{year}-03-02", cut(writer.retitled(article)), first)
    yield Draft(later, f"{year + 1}-02-01", next_year, later)
    yield Draft(f"{name}-next-year-retitled", f"{year + 1}-02-02", writer.retitled(next_year), later)
    yield Draft(f"{name}-reporter", f"{year}-05-01", tuple(reporter), f"{name}-reporter")
    for share_of_words in (0.2, 0.3):
        spun = writer.retitled(writer.spun(article, share_of_words))
        yield Draft(f"{name}-spun-{share_of_words}", f"{year}-04-01", spun, first)
        yield Draft(f"{name}-spun-and-cut-{share_of_words}", f"{year}-04-02", cut(spun), first)
        spun = writer.spun(next_year, share_of_words)
        yield Draft(f"{name}-next-year-spun-{share_of_words}", f"{year + 1}-04-01", spun, later)


def essay(writer, name):
    """An article without figures and two of its reposts."""
    parts = writer.article(length=40, share=0)
    yield Draft(name, "2020-01-01", parts, name)
    yield Draft(f"{name}-retitled", "2020-01-02", writer.retitled(parts), name)
    yield Draft(f"{name}-cut", "2020-01-03", cut(parts), name)


def find_stories(drafts, root, forker):
    """Story of every draft's article, by its name, as dbt builds the model in a database of its own."""
    database = root / "fangzhi.duckdb"
    create_schema(database)
    load(database, _rows(drafts), documents=[draft.name for draft in drafts])
    arguments = [
        "run", "--select", "+int_article_stories",
        "--project-dir", str(root / "dbt"), "--profiles-dir", str(root / "dbt"), "--target", "build",
        "--target-path", str(root / "target"), "--log-path", str(root / "logs"), "--quiet",
    ]  # fmt: skip
    run = forker.run(
        f"os.environ['FANGZHI_BUILD_DATABASE'] = {str(database)!r}\n"
        f"done = dbtRunner().invoke(json.loads({json.dumps(arguments)!r}))\n"
        "sys.exit(0 if done.success else 1)"
    )
    assert run.code == 0, run.output
    with duckdb.connect(str(database), read_only=True) as connection:
        rows = connection.execute("select article_id, story_id from intermediate.int_article_stories").fetchall()
    assert len(rows) == len(drafts)
    return dict(rows)


def _rows(drafts):
    documents, articles, figures = [], [], []
    for draft in drafts:
        text, name = draft.text, draft.name
        dated = {"published": draft.published_on, "published_on": draft.published_on, "published_basis": "manifest"}
        empty = dict.fromkeys(("title", "outlet", "url", "licence", "note", "charset_basis", "extractor"), "")
        documents.append(
            empty
            | dated
            | {"document": name, "file": f"{name}.txt", "sha256": name, "media_type": "text/plain", "charset": "utf-8"}
            | {"replacements": 0, "char_count": len(text), "text": text}
        )
        articles.append(
            dated
            | {"article_id": name, "document": name, "ordinal": 1, "title": "", "byline": ""}
            | {"span_start": 0, "span_end": len(text), "sentence_ends": sentence_ends(fold(text))}
        )
        start = 0
        for part in draft.parts:
            if isinstance(part, Figure):
                figures.append(
                    {"document": name, "article_id": name, "span_start": start, "span_end": start + len(part.text)}
                    | {"figure_text": part.text, "kind": "count", "value_low": str(part.value), "value_high": None}
                    | {"unit_text": "", "bound": "exact", "reading": "claim", "reason": ""}
                )
                start += len(part.text)
            else:
                start += len(part)
    return {"documents": documents, "articles": articles, "figures": figures}


@pytest.fixture(scope="module")
def corpus():
    writer = Writer(20240401)
    drafts = []
    for number in range(24):
        year = 2010 + number % 6
        drafts += family(writer, f"short-{number:02}", year, length=25, share=0.6)
        drafts += family(writer, f"long-{number:02}", year, length=130, share=0.25)
        drafts += essay(writer, f"essay-{number:02}")
    return drafts


@pytest.fixture(scope="module")
def find(sources, forker, tmp_path_factory):
    """``find_stories`` beside a copy of the checkout's models, which dbt parses once, each time in a new database."""
    root = tmp_path_factory.mktemp("stories")
    shutil.copytree(sources / "dbt", root / "dbt")

    def in_new_database(drafts):
        (root / "fangzhi.duckdb").unlink(missing_ok=True)
        return find_stories(drafts, root, forker)

    return in_new_database


@pytest.fixture(scope="module")
def stories(corpus, find):
    return find(corpus)


def test_the_articles_are_as_long_as_articles_are(corpus):
    lengths = [len(draft.text) for draft in corpus if draft.name.startswith("long")]
    assert min(lengths) > 1500
    assert max(lengths) < 3000


def test_reposts_are_linked_and_nothing_else(corpus, stories):
    wanted = {draft.name: draft.story for draft in corpus if draft.story != draft.name}
    found = {name: story for name, story in stories.items() if story != name}
    right = sum(wanted.get(name) == story for name, story in found.items())
    wrong = sorted(set(found.items()) ^ set(wanted.items()))
    assert len(wanted) > 400
    assert right / len(found) >= 0.99, wrong
    assert right / len(wanted) >= 0.99, wrong


@pytest.mark.parametrize("kind", ["original", "next-year", "reporter"])
def test_what_an_article_says_itself_is_its_own_story(corpus, stories, kind):
    names = [draft.name for draft in corpus if draft.name.endswith(kind)]
    assert len(names) == 48
    assert [name for name in names if stories[name] != name] == []


def test_the_order_in_which_articles_are_loaded_does_not_matter(corpus, stories, find):
    assert find(corpus[::-1]) == stories


def test_a_text_that_is_everywhere_is_compared_with_few(find):
    """Copies, and articles of which half is one boilerplate: two million pairs that nobody could wait for."""
    writer = Writer(7)
    copied, boilerplate = (writer.article(length=100, share=0.2) for _ in range(2))
    copies = [Draft(f"copy-{n:04}", "2024-01-01", copied, "copy-0000") for n in range(1500)]
    own = [writer.article(length=100, share=0.2) for _ in range(1500)]
    framed = [Draft(f"own-{n:04}", "2024-01-02", parts + boilerplate, f"own-{n:04}") for n, parts in enumerate(own)]
    last = Draft("repost", "2024-01-03", writer.retitled(framed[-1].parts), framed[-1].name)
    drafts = [*copies, *framed, last]
    assert find(drafts) == {draft.name: draft.story for draft in drafts}
