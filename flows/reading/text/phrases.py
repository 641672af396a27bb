"""The words around a figure as a name: the noun phrase before or behind it, and the verb that belongs into the name.

What is not in the vocabulary keeps the words before or behind its figure as its name, with 数 for counts.
"""

import re
from typing import Final

from flows.reading.text.words import Endings, longest_first, one_of
from flows.vocabulary import Vocabulary
from flows.vocabulary.lists import WordList
from flows.vocabulary.roles import UnitRole

_LONGEST_BEFORE: Final = 24
_LONGEST_BEHIND: Final = 20
_PUNCTUATION: Final = frozenset(',。;:!?、"“”‘’《》()【】[]|—\n')
_SPACE: Final = re.compile(r"\s+")

_RISEN: Final = (r"[增升涨降减压缩扩爬迈攒冲提推拉抬跃攀]{1,2}[到至上]", r"\s")
BLANKS: Final = " \t\n\r\f\v\u3000\xa0"

_STOPS: Final = (
    r"了(?!解)",
    r"累计(?=实现|完成)",
    r"集聚了?",
    r"聚集了?",
    r"完成(?!率|投资)",
    r"投入(?!产出)",
    r"建设(?!项目|用地|投资|规模|工期|资金)",
    r"服务(?!业|企业|人|机构|中心|平台)",
    r"接待(?=[游旅])",
    r"有(?![效机色限线关])",
    r"企业(?=完成|实现)",
)
"""Words that a phrase begins behind only beside certain others; the plain ones are a list of the vocabulary."""

_LEADING: Final = re.compile(
    r"(?:力争|预计|争取|确保|将|的|地|得|着|等|并|还|又|再|共|各类|各种|各|该|其|这|那|本(?=[市省县区地届次年])|优质|一批|一系列|更多|多个)+"
)
_SIGNS: Final = ',。;:!?、"“”‘’《》()【】[]|—\n0123456789'
_OF: Final = "的(?<!目的)"

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
        stops = sorted(vocabulary.words(WordList.PHRASE_STOPS), key=len, reverse=True)
        self._stop = one_of((*map(re.escape, stops), *_STOPS))
        self._stop_first = frozenset(word[0] for word in (*stops, *_STOPS))
        ends = sorted(vocabulary.words(WordList.PHRASE_ENDS), key=len, reverse=True)
        self._behind_stop = one_of((*map(re.escape, _SIGNS), _OF, *map(re.escape, ends)))
        self._no_nouns = vocabulary.words(WordList.NO_NOUNS)
        self._pro_names = frozenset(vocabulary.words(WordList.PRO_NAMES))
        verbs = vocabulary.words(WordList.COUNT_VERBS)
        self._verb = re.compile(f"(?:{longest_first(verbs)})(?:了|各类|优质|国家级|省级)?$")
        self._longest_verb = max(map(len, verbs)) + 3
        self._persons = vocabulary.units_of(UnitRole.PERSON)

    def before(self, folded: str, start: int, end: int) -> str:
        """The noun phrase that ends right before a figure: 省级以上项目 of 争取到省级以上项目25项; may be empty.

        A word that stands for a name (总量, 临时估计) takes the noun before 的.
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
            if text[at] in self._stop_first and (stop := self._stop.match(text, at)):
                text = text[stop.end() :]
                break
        text = _without_leading(text)
        head, _, tail = text.rpartition("的")
        text = (head[head.rfind("的") + 1 :] if head and tail in self._pro_names else tail).strip('"“”')
        if text.endswith(self._no_nouns):
            return ""
        return text if 1 < len(text) <= _LONGEST_BEFORE else ""

    def behind(self, folded: str, start: int, end: int) -> str:
        """The noun phrase that follows a figure: 重点项目 of 41个重点项目在这里一并开工; may be empty."""
        limit = min(end, start + _LONGEST_BEFORE)
        stop = self._behind_stop.search(folded, start, limit)
        text = _without_leading(_SPACE.sub("", folded[start : stop.start() if stop else limit]))
        return text if 1 < len(text) <= _LONGEST_BEHIND else ""

    def verb_before(self, folded: str, start: int, end: int) -> str:
        """The verb right before a figure that belongs into the name of what is counted: 引进 of 引进31家企业; may be empty."""
        text = folded[start:end]
        for clause in (self._hedges.stripped(text), text.rstrip(" 约近超逾了")):
            if verb := self._verb.search(clause, max(0, len(clause) - self._longest_verb)):
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
