"""W3C Web Annotations: one for each claim, on the characters that print its figure.

The target is the text of the article's document as it was decoded; its source is named by the hash of the bytes that
the text came from, its scope is the sentence in the explorer. Positions count Unicode code points of that text from 0,
half-open. Two selectors mark the same characters: where they stand, and what they are with some of what is around them.
"""

import base64
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from flows.domain.errors import FangzhiError
from flows.exporting.links import observation_link, sentence_link, web_address
from flows.exporting.output import Output, safe_name
from flows.store.exports import plain
from flows.store.snapshot import Snapshot

CONTEXT: Final = ("http://www.w3.org/ns/anno.jsonld", {"@vocab": "urn:fangzhi:"})
"""Terms of the annotation model; what it does not have, the columns of the marts, is ours."""
AROUND: Final = 32
"""Code points before and after a figure that are quoted with it."""

_READING: Final = (
    "claim_id", "observation_id", "region_id", "region_name", "subject", "indicator_id", "indicator_zh", "indicator_en",
    "indicator_text", "measure", "value_base", "base_unit", "bound", "period", "status", "compared_with",
)  # fmt: skip


def annotation(
    claim: Mapping[str, Any], *, text: str, text_start: int = 0, base_url: str, generated: str
) -> dict[str, Any]:
    """The annotation of a claim, a row of ``Snapshot.joined("claims")``, as values for JSON; decimals are text.

    ``text`` is that of its document, or a part of it (an article) that begins at ``text_start``; ``generated`` is when the
    build was finished. Raises ``FangzhiError`` if the figure does not stand in the text at its span.
    """
    start, end = claim["span_start"] - text_start, claim["span_end"] - text_start
    if start < 0 or text[start:end] != claim["figure_text"]:
        raise FangzhiError(
            f"{claim['document']} [{claim['span_start']}, {claim['span_end']}): found {text[max(0, start) : end]!r}, "
            f"expected the figure {claim['figure_text']!r} of claim {claim['claim_id']}. Mend: fangzhi refresh --full"
        )
    created = {"created": f"{plain(claim['curated_on'])}T00:00:00Z"} if claim["curated_on"] else {}
    return {
        "@context": list(CONTEXT),
        "id": f"urn:fangzhi:annotation:{claim['claim_id']}",
        "type": "Annotation",
        "motivation": "describing",
        "creator": _creator(claim),
        **created,
        "generated": generated,
        "body": _body(claim, base_url=base_url),
        "target": {
            "source": _source(claim),
            "scope": sentence_link(base_url, claim["article_id"], claim["claim_id"]),
            "selector": [
                {"type": "TextPositionSelector", "start": claim["span_start"], "end": claim["span_end"]},
                {
                    "type": "TextQuoteSelector",
                    "exact": claim["figure_text"],
                    "prefix": text[max(0, start - AROUND) : start],
                    "suffix": text[end : end + AROUND],
                },
            ],
        },
    }


def export_annotation_lines(snapshot: Snapshot, path: Path, *, base_url: str) -> None:
    """Write all annotations as JSON lines."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for annotations in _by_document(snapshot, base_url=base_url):
            file.writelines(f"{json.dumps(one, ensure_ascii=False)}\n" for one in annotations)


def export_annotations(snapshot: Snapshot, output: Output, *, base_url: str) -> None:
    """Write ``collection.json``, an AnnotationCollection, and in ``pages/`` a page of it for each document with claims."""
    names = [f"{safe_name(document)}.json" for document in snapshot.documents()]
    total = 0
    pages = zip(names, [*names[1:], None][: len(names)], _by_document(snapshot, base_url=base_url), strict=True)
    for name, following, annotations in pages:
        page = {
            "@context": list(CONTEXT),
            "id": name,
            "type": "AnnotationPage",
            "partOf": {"id": "../collection.json"},
            "startIndex": total,
            "items": [{name: one[name] for name in one if name != "@context"} for one in annotations],
        }
        _write_json(output.new(f"pages/{name}"), page | ({"next": following} if following else {}))
        total += len(annotations)
    collection = {
        "@context": list(CONTEXT),
        "id": "collection.json",
        "type": "AnnotationCollection",
        "label": f"Claims of fangzhi, build {snapshot.build.build_id}",
        "generated": snapshot.build.finished_at,
        "total": total,
    }
    ends = {"first": f"pages/{names[0]}", "last": f"pages/{names[-1]}"} if names else {}
    _write_json(output.new("collection.json"), collection | ends)


def _by_document(snapshot: Snapshot, *, base_url: str) -> Iterator[list[dict[str, Any]]]:
    """The annotations of each document with claims, in the order of its text."""
    generated = snapshot.build.finished_at
    for text, claims in snapshot.claims_by_document(base_url=base_url):
        yield [annotation(claim, text=text, base_url=base_url, generated=generated) for claim in claims]


def _creator(claim: Mapping[str, Any]) -> dict[str, Any]:
    if claim["origin"] == "curated":
        return {"type": "Person", "name": claim["curator"]}
    return {"type": "Software", "name": "fangzhi reader", "rules": claim["rules"].split()}


def _body(claim: Mapping[str, Any], *, base_url: str) -> list[dict[str, Any]]:
    """What the figure states, as fields and in words."""
    fields: dict[str, Any] = {"type": "Claim"}
    fields |= {name: plain(claim[name]) for name in _READING if claim[name] not in (None, "")}
    if claim["observation_id"]:
        fields["observation"] = observation_link(base_url, claim["observation_id"])
    words = (claim["region_name"], claim["subject"], claim["indicator_zh"] or claim["indicator_text"], claim["period"])
    value = " ".join((claim["measure"], str(plain(claim["value_base"])), claim["base_unit"]))
    stated = f"{' '.join(filter(None, words))}: {value}, {claim['bound']}, {claim['status']}"
    return [
        fields,
        {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "language": "zh", "value": stated},
    ]


def _source(claim: Mapping[str, Any]) -> dict[str, Any]:
    """The document, named by the hash of its bytes (RFC 6920); with the address it was published at, where that is known."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(claim["document_sha256"])).decode().rstrip("=")
    source = {
        "id": f"ni:///sha-256;{digest}",
        "type": "Text",
        "format": "text/plain",
        "language": "zh",
        "document": claim["document"],
    }
    address = web_address(claim["url"])
    return source | ({"via": address} if address else {})


def _write_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False) + "\n", encoding="utf-8")
