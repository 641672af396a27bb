"""The subject of a figure: the part of its region that the words before the name of its indicator name.

笔记本电脑 before 出口额, 化工行业 before 利润: a modifier goes into the indicator or the subject, and never vanishes.
"""

import re
from typing import Final

from flows.reading.context.keys import Key
from flows.reading.context.measures import RATES
from flows.reading.context.scene import Scene
from flows.reading.context.spots import Spot
from flows.vocabulary.lists import WordList

_SIGNS: Final = (",", "。", ";", ":", "(", ")", "\n")
_CONTRIBUTION: Final = "贡献率"
_AMONG: Final = re.compile("[,;]?其中")
_TRADED: Final = ("出口额", "进口额")
_QUALIFIED: Final = re.compile("(.{2,12}?)进出口(?:总)?额$")
_TRADE: Final = re.compile("出口|进口|贸易|外资|投资")
_PARTNER: Final = re.compile(r"对([^,。;:()对]{2,16}?)(?:合计|累计|分别|双边|的|货物|产品)*$")
"""对某国 before trade with it."""
_SHORTEST: Final = 2
_LONGEST: Final = 16
_EDGES: Final = re.compile(
    r"^(?:其中|另外|此外|同期|同时|上述|该|其|共|累计|对|向|从|在|而|则|、|和|与|及|等|单)+|(?:的|等|、|和|与|及|共|则|却|也|还|又|单)+$"
)


def as_subject(scene: Scene, phrase: str) -> str:
    """``phrase`` as a subject, without the words at its edges; empty where it is no noun phrase of its own."""
    text = _EDGES.sub("", phrase)
    if not _SHORTEST <= len(text) <= _LONGEST or scene.tools.known_words.left_of(text) < _SHORTEST:
        return ""
    return "" if scene.tools.no_subject.search(text) else text


def carried_on(scene: Scene, spot: Spot, key: Key) -> Key:
    """``key`` with the subject that the sentence named before: 化工行业增长4%,贡献率6%; 某集团资产5亿元,收入3亿元.

    It goes on to what is said of its contribution, and where it owns what is counted (a company, a plant, a port).
    """
    memory = scene.memory
    if not key.subject and (part := _of_part(scene, spot, key)):
        return key._replace(subject=part)
    if key.subject or not memory.subject or key.region != memory.subject_region:
        return key
    if key.name.endswith(_CONTRIBUTION) or memory.subject.endswith(scene.tools.owner_ends):
        return key._replace(subject=memory.subject)
    return key


def _of_part(scene: Scene, spot: Spot, key: Key) -> str:
    """一般贸易 of 一般贸易进出口9亿元,其中出口5亿元: what is a part of a part belongs to it; empty if it does not."""
    last = scene.memory.last
    if last is None or not _AMONG.match(spot.folded, spot.gap, spot.head) or last.region != (key.region or last.region):
        return ""
    if last.subject or not key.name.endswith(_TRADED):
        return last.subject
    qualified = _QUALIFIED.match(last.name)
    return qualified[1] if qualified else ""


def with_subject(scene: Scene, spot: Spot, key: Key) -> Key:
    """``key`` with the noun phrase that stands right before its name as its subject, if one does and it has none."""
    if key.subject or len(key.text) < _SHORTEST or key.text.endswith(RATES):
        return key
    at = spot.folded.rfind(key.text, spot.gap, spot.head)
    if at < 0:
        return key
    start = max(spot.gap, 1 + max(spot.folded.rfind(sign, spot.gap, at) for sign in _SIGNS))
    partner = _PARTNER.search(spot.folded, start, at) if _TRADE.search(key.name) else None
    begin = partner.start(1) if partner else scene.words_begin(start, at)
    phrase = partner[1] if partner else as_subject(scene, scene.phrases.before(spot.folded, begin, at))
    if not phrase or phrase in key.name or key.name in phrase:
        return key
    name = phrase + key.text
    if (own := scene.names.exactly(name)) is not None or key.text in scene.vocabulary.words(WordList.BARE_HEADS):
        return key._replace(indicator=own, text=name)
    return key._replace(subject=phrase)
