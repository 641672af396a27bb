"""What was signed in the last build, held against a build in progress: what is gone, and what was removed on purpose."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb

from flows.domain.loss import Loss
from flows.store.builds import Build, BuildStore
from flows.store.loading import can_open
from flows.vocabulary import Vocabulary
from flows.vocabulary.usage import ALIASES, UsedWord, is_known

_CLAIMS: Final = """
    select
        'claim' as kind, claim_id as key, document, span_start, span_end, quote, figure_text, coalesce(region_id, '') as region,
        subject, coalesce(indicator_id, indicator_text) as indicator, measure, bound, source_file as file, source_line as line,
        concat_ws(' ', figure_text, nullif(indicator_text, ''), nullif(subject, ''), nullif(period, '')) as what
    from {database}.raw.claims
    where origin = 'curated'
"""
_REJECTIONS: Final = """
    select
        'rejection' as kind, article_id || ':' || span_start || '-' || span_end as key, document, span_start, span_end, quote,
        figure_text, '' as region, '' as subject, '' as indicator, '' as measure, '' as bound, source_file as file,
        source_line as line, figure_text || ' is no claim' as what
    from {database}.raw.rejections
"""
_RULINGS: Final = """
    select
        'ruling' as kind, coalesce(conflict_id, claim_id) as key, claim_id, conflict_id is null as is_of_claim, guard, ruling,
        'raw/rulings.csv' as file, source_line as line, concat_ws(' ', key, ruling, guard, ruled_by) as what
    from {database}.raw.rulings
"""
_CORRECTIONS: Final = """
    select
        'correction' as kind, claim_id as key, claim_id, printed_value, corrected_value, unit_text,
        'raw/corrections.csv' as file, source_line as line,
        concat_ws(
            ' ', key, rtrim(rtrim(printed_value::varchar, '0'), '.'), '→', rtrim(rtrim(corrected_value::varchar, '0'), '.'), unit_text,
            corrected_by
        ) as what
    from {database}.raw.corrections
"""
_SAME_CLAIM: Final = ("document", "quote", "figure_text", "region", "subject", "indicator", "measure", "bound")
_SAME_FIGURE: Final = ("document", "quote", "figure_text", "span_start", "span_end")
_SAME_PRINT: Final = ("document", "quote", "figure_text")
_USED: Final = """
    select 'regions' as seed, region_id as key, count(*) as claim_count from {claims} where region_id is not null group by all
    union all by name
    select 'indicators' as seed, indicator_id as key, count(*) as claim_count from {claims} where indicator_id is not null group by all
    union all by name
    select 'indicator_aliases' as seed, indicator_text as key, count(*) as claim_count from {claims}
    where indicator_id is not null group by all
    union all by name
    select 'units' as seed, unit_text as key, count(*) as claim_count from {claims} where unit_text <> '' group by all
    order by all
"""


_REMOVALS: Final = """
    with fresh as (select kind, key, document, removed_by, removed_on, note from raw.removals {known}),

    void as (
        select document, removed_by, removed_on from fresh
        where kind = 'document' and key in (select document from raw.documents)
    )

    select distinct kind, key from fresh anti join void using (document, removed_by, removed_on)
"""
"""What is new in the record of removals. What says that a document was removed which is there explains nothing, nor do the
rows that were written with it: the document has come back, and what was signed of it should have."""


@dataclass(frozen=True)
class Held:
    """What a comparison with ``earlier`` found: what is gone, and the removals (kind, key) that ``earlier`` did not know."""

    earlier: Build
    losses: tuple[Loss, ...]
    removals: tuple[tuple[str, str], ...]


def hold_against_last(database: Path, store: BuildStore, vocabulary: Vocabulary) -> Held | None:
    """Compare a build in progress with the last one: the published build, or the newest intact one if it is damaged.

    ``None`` where no earlier build opens. Costs what the signed rows of both builds cost to join.
    """
    for build in _candidates(store):
        try:
            return hold_against(database, build, store.database(build), vocabulary)
        except duckdb.Error:  # damaged where no look at its size shows it, or of a version with other columns
            continue
    return None


def hold_against(database: Path, earlier: Build, path: Path, vocabulary: Vocabulary) -> Held:
    """Compare a build in progress with the database of an ``earlier`` build; raises ``duckdb.Error`` if that is damaged.

    A claim is kept where its claim_id is there, where its figure is now judged to state nothing, or where a signed row
    that the earlier build did not have stands in for it, one for one: one that quotes the same figure, else one that
    meets its span. A rejection is kept in the same way. A ruling or a correction is kept where its id is there, or where
    a new row says the same of another id.
    """
    quoted = str(path).replace("'", "''")
    with duckdb.connect(str(database), read_only=True, config={"autoinstall_known_extensions": "false"}) as connection:
        connection.execute("set threads = 2")
        connection.execute(f"attach '{quoted}' as earlier (read_only)")
        ((now,),) = connection.execute("select current_database()").fetchall()
        there = connection.execute(
            "select table_name from duckdb_tables() where database_name = 'earlier' and schema_name = 'raw'"
        ).fetchall()
        tables = {name for (name,) in there}
        losses = _documents(connection)
        losses += _judgements(connection, now, tables)
        losses += _by_id(connection, now, "rulings", _RULINGS, ("is_of_claim", "guard", "ruling"), tables)
        losses += _by_id(
            connection, now, "corrections", _CORRECTIONS, ("printed_value", "corrected_value", "unit_text"), tables
        )
        losses += _words(connection, tables, vocabulary)
        known = "except select kind, key, document, removed_by, removed_on, note from earlier.raw.removals"
        removals = connection.execute(_REMOVALS.format(known=known if "removals" in tables else "")).fetchall()
    return Held(earlier, tuple(losses), tuple((kind, key) for kind, key in removals))


def words_used(database: Path) -> list[tuple[str, str]]:
    """What claims of a build in progress use of the vocabulary: seed, and key in it."""
    with duckdb.connect(str(database), read_only=True) as connection:
        rows = connection.execute(_USED.format(claims="raw.claims")).fetchall()
    return [(seed, key) for seed, key, _ in rows]


def _candidates(store: BuildStore) -> Iterator[Build]:
    published = store.published()
    if published and store.is_intact(published) and can_open(store.database(published)):
        yield published
    last = published.sequence if published else store.last_sequence()
    while last > 0 and (build := store.newest_intact(last)):
        if can_open(store.database(build)):
            yield build
        last = build.sequence - 1
    if published and can_open(store.database(published)):
        yield published  # written to by another program: better than nothing


def _documents(connection: duckdb.DuckDBPyConnection) -> list[Loss]:
    rows = connection.execute(
        "select file, document, title from earlier.raw.documents anti join raw.documents using (document)"
    ).fetchall()
    return [
        Loss(f"raw/articles/{file}", 0, "document", document, document, title or document)
        for file, document, title in rows
    ]


def _judgements(connection: duckdb.DuckDBPyConnection, now: str, tables: set[str]) -> list[Loss]:
    parts = [_CLAIMS, *([_REJECTIONS] if "rejections" in tables else [])]
    _set_apart(connection, now, parts, [_CLAIMS, _REJECTIONS])
    connection.execute(
        "delete from gone where kind = 'claim' and exists (select 1 from raw.rejections as rejected "
        "where rejected.document = gone.document and (rejected.span_start < gone.span_end and gone.span_start < rejected.span_end "
        "or rejected.quote = gone.quote and rejected.figure_text = gone.figure_text))"
    )
    for columns in (_SAME_CLAIM, _SAME_FIGURE, _SAME_PRINT):
        _pair_off(connection, columns)
    met = _meeting(connection)
    rows = connection.execute("select id, file, line, kind, key, document, what from gone").fetchall()
    return [Loss(*row[1:]) for row in rows if row[0] not in met]


def _by_id(
    connection: duckdb.DuckDBPyConnection, now: str, table: str, query: str, same: Sequence[str], tables: set[str]
) -> list[Loss]:
    """Rows of ``table`` whose id is gone, but for those that say the ``same`` of another id now."""
    if table not in tables:
        return []
    _set_apart(connection, now, [query], [query])
    _pair_off(connection, same)
    rows = connection.execute(
        "select gone.file, gone.line, gone.kind, gone.key, coalesce(claims.document, ''), gone.what from gone "
        "left join earlier.raw.claims as claims on gone.claim_id = claims.claim_id"
    ).fetchall()
    return [Loss(*row) for row in rows]


def _set_apart(connection: duckdb.DuckDBPyConnection, now: str, before: Sequence[str], after: Sequence[str]) -> None:
    """Make the tables ``gone``, rows of ``before`` in the earlier build only, and ``fresh``, rows of ``after`` now only."""
    was = " union all by name ".join(query.format(database="earlier") for query in before)
    have = " union all by name ".join(query.format(database=f'"{now}"') for query in after)
    for table, ours, theirs in (("gone", was, have), ("fresh", have, was)):
        connection.execute(
            f"create or replace temp table {table} as select row_number() over (order by file, line, key) as id, * "  # noqa: S608 - ours
            f"from ({ours}) as ours anti join ({theirs}) as theirs using (kind, key)"
        )


def _pair_off(connection: duckdb.DuckDBPyConnection, columns: Sequence[str]) -> None:
    """Take from ``gone`` and ``fresh`` as many rows that are alike in ``columns`` as there are in both."""
    ranked = f"select id, {', '.join(columns)}, row_number() over (partition by {', '.join(columns)} order by line, id) as rank"
    connection.execute(
        "create or replace temp table pairs as select gone.id as gone_id, fresh.id as fresh_id "  # noqa: S608 - names of ours
        f"from ({ranked} from gone) as gone join ({ranked} from fresh) as fresh using ({', '.join(columns)}, rank)"
    )
    connection.execute("delete from gone where id in (select gone_id from pairs)")
    connection.execute("delete from fresh where id in (select fresh_id from pairs)")


def _meeting(connection: duckdb.DuckDBPyConnection) -> set[int]:
    """Rows of ``gone`` whose figure a row of ``fresh`` meets, one for one from the left."""
    edges = connection.execute(
        "select gone.id, fresh.id from gone join fresh on gone.document = fresh.document "
        "and gone.span_start < fresh.span_end and fresh.span_start < gone.span_end "
        "order by gone.document, gone.span_end, gone.id, fresh.span_end, fresh.id"
    ).fetchall()
    taken: set[int] = set()
    kept: set[int] = set()
    for one, other in edges:
        if other not in taken and one not in kept:
            taken.add(other)
            kept.add(one)
    return kept


def _words(connection: duckdb.DuckDBPyConnection, tables: set[str], vocabulary: Vocabulary) -> list[Loss]:
    """Words that claims of documents that are still there used, and that the vocabulary neither has nor leads on."""
    names = {}
    if "words" in tables:
        rows = connection.execute("select seed, key, name from earlier.raw.words").fetchall()
        names = {(seed, key): name for seed, key, name in rows}
    claims = "(select * from earlier.raw.claims semi join raw.documents using (document))"
    found = []
    for seed, key, count in connection.execute(_USED.format(claims=claims)).fetchall():
        if seed == ALIASES and (seed, key) not in names:
            continue
        word = UsedWord(seed, key, names.get((seed, key), ""))
        if not is_known(word, vocabulary):
            what = f"{f'{key} {word.name}'.strip()}, which {count} claim{'s' * (count != 1)} used"
            found.append(Loss(f"dbt/seeds/{seed}.csv", 0, "word", key, "", what))
    return found
