"""Vega-Lite specifications drawn as SVG documents that follow the reader's light or dark scheme.

What a mark is called and where it leads never passes through the drawing library: a mark is drawn under a key, and its
label and link are put in afterwards as text of an XML tree. Colours are drawn as sentinels that stand for a role, and
become classes whose colours a style sheet inside the SVG gives for either scheme.
"""

import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

import vl_convert

from flows.web.charts.text import clean

CONTENT_SECURITY_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
"""The header that an SVG of ours is sent with."""

FONT: Final = "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', sans-serif"
FONT_SIZE: Final = 13

_LIGHT_AND_DARK: Final = {
    "ink": ("#1c1b1a", "#e8e6e3"),
    "muted": ("#5f5b57", "#a8a29c"),
    "grid": ("#e6e0d6", "#37332f"),
    "surface": ("#fffdfa", "#161514"),
    # six series, told apart with any colour vision; each has a contrast of 3 or more with its ground
    "series-0": ("#0069aa", "#5bb6f0"),
    "series-1": ("#c34e00", "#ff9c57"),
    "series-2": ("#00795a", "#3ccfa3"),
    "series-3": ("#a23072", "#f097c9"),
    "series-4": ("#806000", "#ecd94a"),
    "series-5": ("#4f5864", "#c3c9d0"),
    # classes of a map, low to high: the further from the ground, the higher
    "class-0": ("#d6e6f4", "#17324d"),
    "class-1": ("#a6cbe6", "#1f5582"),
    "class-2": ("#63a3d2", "#2a71a8"),
    "class-3": ("#2473b3", "#6cb2e4"),
    "class-4": ("#084184", "#c4e2f8"),
    "class-none": ("#eceae6", "#292725"),
    "on-low": ("#1c1b1a", "#e8e6e3"),
    "on-high": ("#ffffff", "#0c1116"),
}
_SENTINELS: Final = {role: f"#fe5a{number:02x}" for number, role in enumerate(_LIGHT_AND_DARK)}
_ROLES: Final = {sentinel: role for role, sentinel in _SENTINELS.items()}

_SVG: Final = "http://www.w3.org/2000/svg"
_KEY: Final = "mark "


def colour(role: str) -> str:
    """The colour to put into a specification for ``ink``, ``series-0`` …; ``KeyError`` for what is no role."""
    return _SENTINELS[role]


@dataclass(frozen=True)
class Mark:
    """A drawn thing that can be read and followed: its full label, and a path of this site or nothing."""

    label: str
    href: str | None = None

    def __post_init__(self) -> None:
        href = self.href
        if href is not None and (urlsplit(href).scheme or urlsplit(href).netloc or "\\" in href or href != clean(href)):
            raise ValueError(f"href: found {href!r}, expected a path of this site. Mend: quote the id in it")


@dataclass(frozen=True)
class Chart:
    """A specification with its data inline, and the marks that its data name by ``key(n)``.

    ``width`` and ``height`` are of the plotting area in pixels, ``left, right, top, bottom`` the room around it.
    """

    title: str
    layers: Sequence[Mapping[str, Any]]
    marks: Sequence[Mark]
    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int


def key(number: int) -> str:
    """What a datum's ``key`` field holds, so that the mark drawn for it gets label and link of ``marks[number]``."""
    return f"{_KEY}{number}"


def draw(chart: Chart) -> str:
    """The chart as an SVG document.

    Fetches nothing. Holds the interpreter's lock while it draws (15 to 100 ms; 0.5 s the first time): a server calls
    it in a process of its own.
    """
    svg = vl_convert.vegalite_to_svg(_specification(chart), vl_version="6.4", allowed_base_urls=[])
    ET.register_namespace("", _SVG)
    root = ET.fromstring(svg)  # noqa: S314 - written by the library a line above
    root.set("role", "graphics-document")
    root.set("aria-label", clean(chart.title))
    used = {role for element in root.iter() for role in _class_colours(element)}
    _attach(root, chart.marks)
    root.insert(0, _element("style", _style(used)))
    root.insert(0, _element("title", clean(chart.title)))
    return ET.tostring(root, encoding="unicode")


def _specification(chart: Chart) -> dict[str, Any]:
    # The room around the plot is ours and not measured by the library: it only knows the fonts of this machine.
    specification: dict[str, Any] = _cleaned(
        {
            "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
            "autosize": "none",
            "width": chart.width,
            "height": chart.height,
            "padding": {"left": chart.left, "right": chart.right, "top": chart.top, "bottom": chart.bottom},
            "layer": list(chart.layers),
            "config": _CONFIG,
        }
    )
    return specification


_CONFIG: Final = {
    "background": None,
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        "aria": False,
        "labelFontSize": FONT_SIZE,
        "titleFontSize": FONT_SIZE,
        "titleFontWeight": "normal",
        "labelColor": colour("muted"),
        "titleColor": colour("ink"),
        "gridColor": colour("grid"),
        "domainColor": colour("muted"),
        "tickColor": colour("muted"),
        "labelLimit": 0,
        "titleLimit": 0,
    },
    "text": {"fontSize": FONT_SIZE, "fill": colour("ink"), "limit": 0},
}


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {name: _cleaned(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(part) for part in value]
    return value


def _class_colours(element: ET.Element) -> list[str]:
    """Put classes in the place of the sentinels of an element; says which roles it has."""
    roles = []
    for attribute in ("fill", "stroke"):
        role = _ROLES.get(element.get(attribute, ""))
        if role:
            roles.append(role)
            element.set(attribute, _LIGHT_AND_DARK[role][0])
            element.set("class", f"{element.get('class', '')} {attribute}-{role}".strip())
    return roles


def _attach(root: ET.Element, marks: Sequence[Mark]) -> None:
    """Give each drawn mark its label and its link."""
    for parent in list(root.iter()):
        for place, element in enumerate(list(parent)):
            name = element.get("aria-label", "")
            element.attrib.pop("aria-roledescription", None)
            if not name.startswith(_KEY):
                continue
            mark = marks[int(name.removeprefix(_KEY))]
            label = clean(mark.label)
            element.set("aria-label", label)
            element.set("role", "img")
            element.append(_element("title", label))
            if mark.href is not None:
                # the document stands in a frame of the page: the link is the page's
                link = ET.Element(f"{{{_SVG}}}a", {"href": mark.href, "target": "_top", "aria-label": label})
                link.append(element)
                parent[place] = link


def _element(name: str, text: str) -> ET.Element:
    element = ET.Element(f"{{{_SVG}}}{name}")
    element.text = text
    return element


def _style(roles: set[str]) -> str:
    dark = "".join(
        f".fill-{role}{{fill:{_LIGHT_AND_DARK[role][1]}}}.stroke-{role}{{stroke:{_LIGHT_AND_DARK[role][1]}}}"
        for role in sorted(roles)
    )
    return (
        ":root{color-scheme:light dark}"
        "a:focus-visible{outline:2px solid currentColor;outline-offset:2px}a:hover{opacity:.75}"
        f"@media (prefers-color-scheme:dark){{{dark}}}"
    )
