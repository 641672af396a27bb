"""Whether a figure is a fact, a first estimate, an aim, a plan or a capacity, from the words of its sentence."""

import re
from typing import Final, NamedTuple

_TARGET: Final = (
    r"力争|(?<!比)(?<!控制)(?<!完成)(?<!年度)(?<!经济)目标(?!的|任务的)|确保|争取(?=[^,。;到]{0,12}(?:达|突破|增长|完成|实现))|奋斗|预期|要求达到|愿景|指标为|瞄准|剑指|冲刺|锚定(?=[^,。;]{0,12}(?:\d|亿))|将达到?(?=\d)|"
    r"打造(?=[^,。;]{0,4}[百千万]+亿级)|形成(?=[百千万]+亿级)|定下|定在|任务是|盘算|划的线|任务书|怎么[干走]|清单写|要(?=(?:突破|达到|完成|新增|引进|再|由|力|建成|增长|提高|把|让|压|冲|净)|[^,。;要]{0,8}(?:突破|达到|提高到|增加到|增至|压在|控制在))|(?:到|至)20[2-9]\d年(?:底|末)?(?=[^,。;]{0,16}(?:将|要|达|突破|建成))|规划到|迈向|争(?=前)|保(?=前)"
)
_PLAN: Final = (
    r"(?<!年度)(?<!全年)(?<!按)(?<!行动)(?<!支撑)(?<!发展)(?<!提升)(?<!工程)计划(?!的|内|外|经济|单列|“|”|》)|拟(?!合|人|态)|规划(?!局|院|馆|重点|纲要|》)|打算|将(?![^,。;]{0,30}纳入)(?=[^,。;]{0,16}(?:建|投|开工|发射|新增|实施|引进|投放|安排))|"
    r"意向(?!“)|估算|概算|达产(?!率)|建成后|投产后|投用后|可年产|筹建|拟建|待[^,。;]{1,12}后|谋划储备|要上马|当天动工|承诺|分[两三四五]期"
)
_PRELIMINARY: Final = r"预计|初步(?:测算|核算|统计|统计数据|预计|估计)|有望|快报|粗略|据测算|估计|初核|初算|预估|预测|自编|自估|概估|初估|推估"
_CAPACITY: Final = r"(?<!单位)产能(?!利用)|(?<![全去今当每\\d])年产(?![量值])|日产(?![量值])(?=[^,。;]{0,6}(?:\d|[一二三四五六七八九十百千万]+[吨台套]))|年处理|日处理|年加工|日加工|设计(?:年)?(?:产能|能力|规模|通过)|处理能力|生产能力|通过能力|额定|承载|最多可|满产|库容|核定"
_ACTUAL: Final = r"截至|截止|目前|已(?!经?成为)|完成(?!后)|实现(?!后)|累计|实际|到位|投产(?!后)|建成(?!后)|达到|今年以来|同比|兑现|增长|眼下"

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
