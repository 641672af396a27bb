"""schema.org in JSON-LD: the dataset of a build, and the part of it that a page of the explorer shows."""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from flows.domain.media_types import MEDIA_TYPES
from flows.exporting.links import article_link, indicator_link, region_link, web_address
from flows.exporting.output import Output
from flows.store.builds import Build
from flows.store.exports import json_text
from flows.store.snapshot import Snapshot

NAME: Final = "fangzhi 方志: indicators by region and year from the Chinese regional press"
DESCRIPTION: Final = (
    "Values of economic and social indicators of Chinese regions by year, read from newspaper articles or curated by hand. "
    "Each is traced to the characters that print it, with the sentence, the outlet and the date."
)
_CONTEXT: Final = "https://schema.org"
_GB2260: Final = "GB/T 2260"
_DIVISION: Final = re.compile(r"[0-9]{6}")


def export_jsonld(snapshot: Snapshot, output: Output, *, base_url: str, files: Iterable[str] = ()) -> None:
    """Write ``dataset.jsonld`` and ``observations.jsonl``, a schema.org Observation a line.

    ``files`` are what else the dataset can be had as, relative to the folder.
    """
    with output.new("observations.jsonl").open("w", encoding="utf-8", newline="\n") as file:
        for row in snapshot.rows(snapshot.joined("observations"), base_url=base_url):
            file.write(f"{json_text(observation(row, base_url=base_url))}\n")
    export_dataset(snapshot, output.new("dataset.jsonld"), base_url=base_url, files=("observations.jsonl", *files))


def export_dataset(snapshot: Snapshot, path: Path, *, base_url: str, files: Iterable[str] = ()) -> None:
    """Write the dataset of the build without its rows."""
    made = dataset(
        snapshot.build,
        regions=snapshot.regions(observed=True),
        indicators=snapshot.indicators(observed=True),
        articles=snapshot.articles(),
        curators=snapshot.curators(),
        years=snapshot.years(),
        files=files,
        base_url=base_url,
    )
    path.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def dataset(
    build: Build,
    *,
    regions: Iterable[Mapping[str, Any]],
    indicators: Iterable[Mapping[str, Any]],
    articles: Iterable[Mapping[str, Any]],
    curators: Iterable[str],
    years: tuple[int, int] | None,
    files: Iterable[str] = (),
    base_url: str,
) -> dict[str, Any]:
    """The whole dataset; rows as ``Snapshot`` gives them."""
    articles = list(articles)
    return _filled({
        "@context": _CONTEXT,
        "@type": "Dataset",
        "@id": f"{base_url}/",
        "name": NAME,
        "alternateName": "方志",
        "description": DESCRIPTION,
        "url": f"{base_url}/",
        "version": build.build_id,
        "dateModified": build.finished_at,
        "inLanguage": ["zh", "en"],
        "license": [_licence(text) for text in sorted({article["licence"] for article in articles if article["licence"]})],
        "creator": {"@type": "Organization", "name": "fangzhi"},
        "contributor": [{"@type": "Person", "name": curator} for curator in curators],
        "temporalCoverage": _coverage(years),
        "spatialCoverage": [_place(region, base_url) for region in regions],
        "variableMeasured": [_variable(indicator, base_url) for indicator in indicators],
        "distribution": [_download(file) for file in files],
        "isBasedOn": [_article(article, base_url) for article in articles],
    })  # fmt: skip


def observation(row: Mapping[str, Any], *, base_url: str) -> dict[str, Any]:
    """An observation, a row of ``Snapshot.joined("observations")``, with the sentence that it rests on."""
    words = (row["region_name"], row["subject"], row["indicator_zh"], str(row["year"]), row["measure"], row["status"])
    return {
        "@context": _CONTEXT,
        "@type": "Observation",
        "@id": row["observation_url"],
        "identifier": row["observation_id"],
        "name": " ".join(filter(None, words)),
        "observationAbout": {
            "@type": "Place",
            "@id": region_link(base_url, row["region_id"]),
            "name": row["region_name"],
        },
        "measuredProperty": indicator_link(base_url, row["indicator_id"]),
        "observationDate": f"{row['year']:04d}",
        "value": {"@type": "QuantitativeValue", "value": row["value_base"], "unitText": row["base_unit"]},
        "isBasedOn": {
            "@type": "Quotation",
            "@id": row["sentence_url"],
            "text": row["sentence"],
            "datePublished": row["published_on"],
        },
    }


def indicator_dataset(
    build: Build,
    indicator: Mapping[str, Any],
    *,
    regions: Iterable[Mapping[str, Any]] = (),
    years: tuple[int, int] | None = None,
    base_url: str,
) -> dict[str, Any]:
    """What the page of an indicator shows: ``indicator`` as ``Snapshot.indicators`` gives it, in ``regions``."""
    return _part(build, indicator_link(base_url, indicator["indicator_id"]), base_url) | _filled({
        "name": f"{indicator['name_zh']} ({indicator['name_en']})",
        "description": _described(indicator["definition"] or indicator["name_en"]),
        "temporalCoverage": _coverage(years),
        "spatialCoverage": [_place(region, base_url) for region in regions],
        "variableMeasured": [_variable(indicator, base_url)],
    })  # fmt: skip


def region_dataset(
    build: Build,
    region: Mapping[str, Any],
    *,
    indicators: Iterable[Mapping[str, Any]] = (),
    years: tuple[int, int] | None = None,
    base_url: str,
) -> dict[str, Any]:
    """What the page of a region shows: ``region`` as ``Snapshot.regions`` gives it, with ``indicators``."""
    names = " ".join(filter(None, (region["name"], region["name_en"] and f"({region['name_en']})")))
    return _part(build, region_link(base_url, region["region_id"]), base_url) | _filled({
        "name": names,
        "description": _described(f"Indicators of {names} by year"),
        "temporalCoverage": _coverage(years),
        "spatialCoverage": [_place(region, base_url)],
        "variableMeasured": [_variable(indicator, base_url) for indicator in indicators],
    })  # fmt: skip


def embedded(value: Mapping[str, Any]) -> str:
    """``value`` as text that can stand in a ``script`` element: nothing in it ends the element or begins a comment."""
    text = json.dumps(value, ensure_ascii=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _part(build: Build, address: str, base_url: str) -> dict[str, Any]:
    return {
        "@context": _CONTEXT,
        "@type": "Dataset",
        "@id": address,
        "url": address,
        "isPartOf": {"@type": "Dataset", "@id": f"{base_url}/", "name": NAME},
        "creator": {"@type": "Organization", "name": "fangzhi"},
        "version": build.build_id,
        "dateModified": build.finished_at,
    }


def _filled(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, [], "")}


def _described(what: str) -> str:
    """A description that is as long as search engines for data want one."""
    return f"{what.rstrip('.')}. {DESCRIPTION}"


def _coverage(years: tuple[int, int] | None) -> str | None:
    return None if years is None else f"{years[0]:04d}/{years[1]:04d}"


def _place(region: Mapping[str, Any], base_url: str) -> dict[str, Any]:
    place = _filled({
        "@type": "Place",
        "@id": region_link(base_url, region["region_id"]),
        "name": region["name"],
        "alternateName": region["name_en"],
    })  # fmt: skip
    if _DIVISION.fullmatch(region["region_id"]):
        place["identifier"] = {"@type": "PropertyValue", "propertyID": _GB2260, "value": region["region_id"]}
    return place


def _variable(indicator: Mapping[str, Any], base_url: str) -> dict[str, Any]:
    return _filled({
        "@type": "PropertyValue",
        "@id": indicator_link(base_url, indicator["indicator_id"]),
        "propertyID": indicator["indicator_id"],
        "name": indicator["name_zh"],
        "alternateName": indicator["name_en"],
        "description": indicator["definition"],
        "unitText": indicator["base_unit"],
    })  # fmt: skip


def _download(file: str) -> dict[str, Any]:
    kind = MEDIA_TYPES.get(Path(file).suffix.removeprefix("."), "application/octet-stream")
    return {"@type": "DataDownload", "name": file, "contentUrl": file, "encodingFormat": kind}


def _article(article: Mapping[str, Any], base_url: str) -> dict[str, Any]:
    return _filled({
        "@type": "NewsArticle",
        "@id": article_link(base_url, article["article_id"]),
        "headline": article["title"],
        "url": web_address(article["url"]),
        "datePublished": article["published"],
        "author": article["byline"],
        "publisher": article["outlet"] and {"@type": "Organization", "name": article["outlet"]},
        "license": article["licence"] and _licence(article["licence"]),
    })  # fmt: skip


def _licence(text: str) -> str | dict[str, str]:
    return web_address(text) or {"@type": "CreativeWork", "name": text}
