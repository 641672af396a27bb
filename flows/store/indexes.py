"""Indexes by which a page finds the few rows that it shows among millions.

DuckDB uses one for a lone ``key = ?`` or ``key in (?, …)``. They are made on a build whose models have all succeeded, and not
by dbt: it swaps a table by renaming it, and where the old one has an index, a model that is built at the same time now and
then fails ("Table with name …__dbt_backup does not exist", DuckDB 1.5.5).
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from flows.store.loading import writing

INDEXES: Final[Mapping[str, tuple[str, ...]]] = {
    "intermediate.int_article_bigrams": ("bigram",),
    "intermediate.int_article_numbers": ("number",),
    "marts.bridge_check_claims": ("claim_id",),
    "marts.dim_articles": ("article_id",),
    "marts.dim_indicators": ("indicator_id",),
    "marts.dim_regions": ("region_id",),
    "marts.fct_arithmetic_checks": ("check_id",),
    "marts.fct_claims": ("claim_id", "article_id", "observation_id"),
    "marts.fct_conflicts": ("conflict_id",),
    "marts.fct_figures": ("document",),
    "marts.fct_indicators_by_region_year": ("observation_id",),
    "marts.fct_targets": ("target_id",),
    "marts.fct_vintages": ("series_id", "claim_id"),
}
"""Table → columns, each with an index of its own."""


def create_indexes(database: Path) -> None:
    """Make the indexes of the tables and columns that are there."""
    with writing(database) as connection:
        known = connection.execute(
            "select schema_name || '.' || table_name, column_name from duckdb_columns() where not internal"
        )
        present = set(known.fetchall())
        for table, columns in INDEXES.items():
            for column in columns:
                if (table, column) in present:
                    name = f"{table.partition('.')[2]}_{column}"
                    connection.execute(f"create index if not exists {name} on {table} ({column})")
