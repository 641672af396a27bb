"""Models and macros of dbt as plain SQL, to be run on tables that a test makes: a reference is the table of that name."""

from pathlib import Path
from typing import Any

import duckdb
import yaml
from jinja2 import Environment

DBT = Path(__file__).parents[1] / "dbt"
_PROJECT = yaml.safe_load((DBT / "dbt_project.yml").read_text(encoding="utf-8"))


def compiled(sql: str) -> str:
    """``sql`` with the project's macros and variables in it."""
    macros = "".join(path.read_text(encoding="utf-8") for path in sorted((DBT / "macros").glob("*.sql")))
    known = {
        "ref": lambda name: name,
        "source": lambda schema, name: f"{schema}.{name}",
        "var": _PROJECT["vars"].__getitem__,
    }
    return Environment(autoescape=False).from_string(macros + sql).render(known)  # noqa: S701 - it is SQL


def model(name: str) -> str:
    """The query of the model ``name``."""
    (path,) = (DBT / "models").rglob(f"{name}.sql")
    return compiled(path.read_text(encoding="utf-8"))


def load_seed(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Make the table of the seed ``name`` with the column types that dbt gives it."""
    types: dict[str, Any] = _PROJECT["seeds"]["fangzhi"][name]["+column_types"]
    columns = ", ".join(f"'{column}': '{kind}'" for column, kind in types.items())
    connection.execute(
        f"create table {name} as from read_csv('{DBT}/seeds/{name}.csv', header = true, columns = {{{columns}}})"
    )
