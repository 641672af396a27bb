"""Whether a figure is a fact, a first estimate, an aim, a plan or a capacity, from the words of its sentence."""

import re
from typing import Final, NamedTuple

_TARGET: Final = (
    r"力争|目标|确保|争取(?=[^,。;到]{0,12}(?:达|突破|增长|完成|实现))|奋斗|预期|要求达到|有望到20|愿景|指标为|瞄准|剑指|冲刺|锚定(?=[^,。;]{0,12}(?:\d|亿))|将达到?(?=\d)|打造(?=[^,。;]{0,4}[百千万]+亿级)|"
    r"(?:到|至)20[2-9]\d年[末底]?(?=[^,。;]{0,4}[,，])|规划到|定下|定为|不低于(?=[^,。;]{0,10}目标)"
)
_PLAN: Final = (
    r"计划|拟(?!合|人|态)|规划(?!局|院|馆)|打算|将(?=[^,。;]{0,16}(?:建|投|开工|发射|新增|实施|引进|建成|投放|安排))|"
    r"设计年|签约|签下|签订(?=[^,。;]{0,10}(?:项目|协议))|协议(?:总)?投资|意向|预算|估算|概算|达产(?!率)|建成后|投产后|投用后|全部建成|可年产|预计年|年可|筹建|在建|续建|拟建|总投资|项目投资|开工建设|新开工项目|动工|奠基|上马|待[^,。;]{1,12}后|谋划储备|储备(?:重点)?项目|落户|推动[^,。;]{0,30}(?:落地|建设|具备)|加快推进|工期"
)
_PRELIMINARY: Final = r"预计|初步(?:测算|核算|统计|统计数据|预计|估计)|有望|快报|粗略|据测算|估计|初核|初算|预估|自編|自估|概估|初估|推估"
_CAPACITY: Final = r"(?<!单位)产能(?!利用)|年产(?![量值])|日产(?![量值])|年处理|日处理|年加工|日加工|装机|设计(?:年)?(?:产能|能力|规模)|处理能力|生产能力|通过能力|额定|最大[^,。;]{0,6}可|承载|最多可|满产|库容|床位|核定"
_ACTUAL: Final = r"截至|截止|目前|已(?!经?成为)|完成(?!后)|实现(?!后)|累计|实际|到位|投产(?!后)|建成(?!后)|达到|今年以来|同比|兑现|共(?:签约|引进)"

_CUES: Final = re.compile(
    f"(?P<target>{_TARGET})|(?P<plan>{_PLAN})|(?P<preliminary>{_PRELIMINARY})|(?P<capacity>{_CAPACITY})|(?P<actual>{_ACTUAL})"
)


class Cue(NamedTuple):
    """A word about the status of what is said, and where it stands."""

    start: int
    end: int
    status: str
    text: str


def status_cues(folded: str, start: int, end: int) -> list[Cue]:
    """The words of ``[start, end)`` that tell fact from aim, in order of place."""
    return [
        Cue(match.start(), match.end(), match.lastgroup or "actual", match[0])
        for match in _CUES.finditer(folded, start, end)
    ]
