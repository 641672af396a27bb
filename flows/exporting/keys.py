"""What tells the rows of a mart apart, and which columns lead to other marts; a test holds it to dbt's tests of them."""

from collections.abc import Mapping
from typing import Final

PRIMARY_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "bridge_check_claims": ("check_id", "ordinal"),
    "bridge_region_members": ("region_id", "member_id"),
    "dim_articles": ("article_id",),
    "dim_indicators": ("indicator_id",),
    "dim_regions": ("region_id",),
    "dim_units": ("unit",),
    "fct_arithmetic_checks": ("check_id",),
    "fct_claims": ("claim_id",),
    "fct_conflicts": ("conflict_id",),
    "fct_corrections": ("claim_id",),
    "fct_figures": ("figure_id",),
    "fct_indicators_by_region_year": ("observation_id",),
    "fct_targets": ("target_id",),
    "fct_vintages": ("vintage_id",),
    "observations": ("observation_id",),
    "rpt_reader_calibration": ("confidence_from",),
    "rpt_reader_scores": ("document", "measure", "field"),
    "rpt_region_years": ("region_id", "year"),
    "rpt_review_queue": ("claim_id",),
    "rpt_vocabulary_gaps": ("indicator_text", "base_unit"),
}

_CLAIM: Final = ("fct_claims", "claim_id")
_ARTICLE: Final = ("dim_articles", "article_id")
_REGION: Final = ("dim_regions", "region_id")
_INDICATOR: Final = ("dim_indicators", "indicator_id")

FOREIGN_KEYS: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "bridge_check_claims": {"check_id": ("fct_arithmetic_checks", "check_id"), "claim_id": _CLAIM},
    "bridge_region_members": {"region_id": _REGION, "member_id": _REGION},
    "dim_articles": {"story_id": _ARTICLE},
    "fct_arithmetic_checks": {"article_id": _ARTICLE, "region_id": _REGION, "indicator_id": _INDICATOR},
    "fct_claims": {"article_id": _ARTICLE, "region_id": _REGION, "indicator_id": _INDICATOR},
    "fct_conflicts": {"region_id": _REGION, "indicator_id": _INDICATOR},
    "fct_corrections": {"claim_id": _CLAIM},
    "fct_figures": {"article_id": _ARTICLE},
    "fct_indicators_by_region_year": {"claim_id": _CLAIM},
    "fct_targets": {
        "target_id": _CLAIM, "article_id": _ARTICLE, "region_id": _REGION, "indicator_id": _INDICATOR, "outcome_claim_id": _CLAIM,
    },
    "fct_vintages": {"region_id": _REGION, "indicator_id": _INDICATOR, "claim_id": _CLAIM, "article_id": _ARTICLE},
    "observations": {
        "observation_id": ("fct_indicators_by_region_year", "observation_id"), "region_id": _REGION, "indicator_id": _INDICATOR,
        "claim_id": _CLAIM, "article_id": _ARTICLE,
    },
    "rpt_review_queue": {"claim_id": _CLAIM},
    "rpt_vocabulary_gaps": {"claim_id": _CLAIM},
}  # fmt: skip
"""Mart → column → mart and column that it leads to."""
