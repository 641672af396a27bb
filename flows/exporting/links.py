"""Addresses in the explorer that exported rows lead to."""

from typing import Final
from urllib.parse import quote, urlsplit

from flows.domain.errors import FangzhiError

EXPLORER: Final = "http://127.0.0.1:8577"
"""Where ``fangzhi explore`` listens if nobody says otherwise."""


def checked_base(base_url: str) -> str:
    """``base_url`` without a slash at its end; raises ``FangzhiError`` unless it is a plain http or https address."""
    try:
        parts = urlsplit(base_url)
        is_plain = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_plain = False
    if (
        not is_plain
        or parts.query
        or parts.fragment
        or "@" in parts.netloc
        or quote(base_url, safe=":/%[]~") != base_url
    ):
        raise FangzhiError(
            f"--base-url: found {base_url!r}, expected an address such as https://example.org/fangzhi. Mend: correct it"
        )
    return base_url.rstrip("/")


def web_address(url: str | None) -> str | None:
    """``url`` if it is one of the web, else ``None``: no ``javascript:`` gets into a link."""
    return url if url and url.lower().startswith(("http://", "https://")) else None


def observation_link(base_url: str, observation_id: str) -> str:
    return f"{base_url}/observations/{quote(observation_id, safe='')}"


def region_link(base_url: str, region_id: str) -> str:
    return f"{base_url}/regions/{quote(region_id, safe='')}"


def indicator_link(base_url: str, indicator_id: str) -> str:
    return f"{base_url}/indicators/{quote(indicator_id, safe='')}"


def article_link(base_url: str, article_id: str) -> str:
    return f"{base_url}/articles/{quote(article_id, safe='')}"


def sentence_link(base_url: str, article_id: str, claim_id: str) -> str:
    """The part of the article that prints the claim, at its figure."""
    claim = quote(claim_id, safe="")
    return f"{article_link(base_url, article_id)}?claim={claim}#claim-{claim}"
