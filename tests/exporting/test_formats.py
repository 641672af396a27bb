"""The exports of one build: read back, they say the same, cell for cell, and lead to the same sentences."""

import csv
import json
import re
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import frictionless
import pyarrow.parquet as pq
import pytest
import yaml
from click.testing import CliRunner
from pysdmx.io import get_datasets, read_sdmx
from reading_back import csv_rows, json_lines, live_cells, workbook, workbook_xml

from flows.cli import main
from flows.exporting.formats import export, export_all
from flows.exporting.frictionless import NULL
from flows.exporting.keys import FOREIGN_KEYS, PRIMARY_KEYS
from flows.exporting.registry import FORMATS
from flows.exporting.workbook import export_workbook
from flows.store.builds import BuildStore
from flows.store.exports import defused, plain
from flows.store.snapshot import opened

BASE = "https://example.org/f"
HOSTILE = [
    "=1+1", "+cmd|' /C calc'!A0", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠1", '=HYPERLINK("http://x")',
    'a "quoted", text', "a lone\rreturn", "two\r\nlines", "'", "'=1", NULL, f"'{NULL}", "</script><script>alert(1)</script>",
    "\u2028\u2029\u202e", "\ufffe\uffff", "\x00\x01\x1b", "𠮷𠀀", "_x000D_", "1e5", "007", "true", "#N/A", "a;b|c", "", " ",
]  # fmt: skip
LONG = Decimal("12345678901234567890.123456789012")


@pytest.fixture(autouse=True)
def _largest_field() -> Iterator[None]:
    """The limit of the csv module as it was: frictionless raises it, for all of the process."""
    yield
    csv.field_size_limit(131_072)


@pytest.fixture(scope="module")
def hostile(template, tmp_path_factory):
    """A build in which titles, names, subjects, sentences and figures are such as a spreadsheet or a page would run."""
    root = Path(shutil.copytree(template, tmp_path_factory.mktemp("hostile") / "project", symlinks=True))
    database = (root / "warehouse/fangzhi.duckdb").resolve()
    database.chmod(0o644)
    with duckdb.connect(str(database)) as connection:
        connection.execute(
            "create temp table payload as select unnest($1) as text, unnest(range(len($1))) as number", [HOSTILE]
        )
        columns = {
            "dim_articles": ("title", "outlet", "byline", "licence"), "fct_claims": ("sentence", "quote", "compared_with", "note"),
            "fct_indicators_by_region_year": ("region_name", "indicator_zh", "compared_with"), "dim_regions": ("note",),
            "fct_figures": ("sentence",), "fct_arithmetic_checks": ("statement_zh",), "dim_indicators": ("definition", "name_en"),
        }  # fmt: skip
        for table, names in columns.items():
            for at, name in enumerate(names):
                connection.execute(
                    f"update marts.{table} as one set {name} = payload.text from payload "
                    f"where payload.number = (one.rowid + {7 * at}) % {len(HOSTILE)}"
                )
        connection.execute(
            "create temp table subjects as select subject, text || number as text from "
            "(select subject, row_number() over (order by subject) as place from "
            "(select distinct subject from marts.fct_indicators_by_region_year where subject != '')) "
            f"inner join payload on place % {len(HOSTILE)} = number"
        )
        for table in ("fct_claims", "fct_indicators_by_region_year"):
            connection.execute(
                f"update marts.{table} as one set subject = subjects.text from subjects where one.subject = subjects.subject"
            )
        _make_figures_hostile(connection)
        connection.execute(
            f"update marts.fct_indicators_by_region_year set value_base = {LONG} "
            "where observation_id = (select min(observation_id) from marts.fct_indicators_by_region_year)"
        )
    return root


def _make_figures_hostile(connection):
    for document, text in connection.execute("select document, text from raw.documents").fetchall():
        signs = list(text)
        spans = connection.execute(
            "select claim_id, span_start, span_end from marts.fct_claims where document = ?", [document]
        ).fetchall()
        for at, (_, start, _) in enumerate(spans):
            signs[start] = "=+-@\r＝\n𠮷"[at % 8]
        connection.execute("update raw.documents set text = ? where document = ?", ["".join(signs), document])
        for claim, start, end in spans:
            figure = "".join(signs[start:end])
            connection.execute("update marts.fct_claims set figure_text = ? where claim_id = ?", [figure, claim])


@pytest.fixture(scope="module", params=["the five documents", "hostile"])
def exported(request, template, hostile, tmp_path_factory):
    """A build, opened, and the folder with all its exports."""
    root = hostile if request.param == "hostile" else template
    folder = tmp_path_factory.mktemp("exported")
    with opened(BuildStore(root / "warehouse")) as snapshot:
        export_all(snapshot, folder, base_url=BASE)
        yield snapshot, folder


@pytest.fixture(scope="module")
def observations(exported):
    snapshot, _ = exported
    rows = {row["observation_id"]: row for row in snapshot.rows(snapshot.joined("observations"), base_url=BASE)}
    assert len(rows) > 150
    return rows


def annotations_of(folder):
    pages = sorted((folder / "annotations/pages").iterdir())
    return [one for page in pages for one in json.loads(page.read_text(encoding="utf-8"))["items"]]


def test_every_export_has_the_same_observations_with_the_same_links(exported, observations):
    _, folder = exported
    expected = {
        key: (
            f"{BASE}/observations/{key}",
            f"{BASE}/articles/{row['article_id']}?claim={row['claim_id']}#claim-{row['claim_id']}",
        )
        for key, row in observations.items()
    }
    columns = ("observation_id", "observation_url", "sentence_url")
    book = workbook(folder / "xlsx/fangzhi.xlsx")
    chosen = {row["claim_id"] for row in observations.values()}
    found = {
        "sdmx": [
            (row["OBSERVATION_ID"], row["OBSERVATION_LINK"], row["SENTENCE_LINK"])
            for row in csv_rows(folder / "sdmx/indicators.csv")
        ],
        "frictionless": [
            tuple(row[column] for column in columns) for row in csv_rows(folder / "frictionless/observations.csv")
        ],
        "parquet": [
            tuple(row.values()) for row in pq.read_table(folder / "parquet/observations.parquet").select(columns).to_pylist()
        ],
        "xlsx": [tuple(row[column] for column in columns) for row in book["observations"]],
        "xlsx, sources": [tuple(row[column] for column in columns) for row in book["sources"] if row["claim_id"] in chosen],
        "jsonld": [
            (row["identifier"], row["@id"], row["isBasedOn"]["@id"]) for row in json_lines(folder / "observations.jsonl")
        ],
        "annotations": [
            (one["body"][0]["observation_id"], one["body"][0]["observation"], one["target"]["scope"])
            for one in annotations_of(folder)
            if one["body"][0]["claim_id"] in chosen
        ],
    }  # fmt: skip
    assert {name.split(",")[0] for name in found} == set(FORMATS)
    for name, rows in found.items():
        assert len(rows) == len(expected), name
        assert {key: links for key, *links in rows} == {key: list(links) for key, links in expected.items()}, name


def test_fault_76_no_cell_of_a_csv_or_a_workbook_is_live(exported):
    _, folder = exported
    files = [file for file in folder.rglob("*.csv") if "sdmx" not in file.parts]  # SDMX has every cell as it is
    assert len(files) > 15
    assert {file.name: live for file in files if (live := live_cells(file))} == {}
    assert not re.search(r"<f[ >]|hyperlink", workbook_xml(folder / "xlsx/fangzhi.xlsx"))


# -- SDMX


def test_sdmx_comes_back_valid_with_every_value_exactly(exported, observations):
    _, folder = exported
    data, structure = folder / "sdmx/indicators.csv", folder / "sdmx/structure.json"
    (dataset,) = get_datasets(str(data), str(structure), validate=True)
    assert len(dataset.data) == len(observations)
    for row in csv_rows(data):
        found = observations[row["OBSERVATION_ID"]]
        assert Decimal(row["OBS_VALUE"]) == found["value_base"]
        assert Decimal(row["LOWEST_VALUE"]) == found["lowest_value_base"]
        assert (row["SENTENCE"], row["FIGURE_TEXT"]) == (found["sentence"], found["figure_text"])
        assert row["HAS_CONFLICT"] == str(found["has_conflict"]).lower()
    for row in dataset.data.to_dict("records"):
        found = observations[row["OBSERVATION_ID"]]
        # pysdmx opens files with universal newlines.
        assert row["SENTENCE"] == re.sub("\r\n?", "\n", found["sentence"])
        if found["value_base"] != LONG:  # pysdmx reads numbers as doubles
            assert Decimal(str(row["OBS_VALUE"])) == found["value_base"]


def test_sdmx_codes_are_in_their_lists_and_keys_are_unique(exported, observations):
    _, folder = exported
    message = read_sdmx(str(folder / "sdmx/structure.json"), validate=True)
    (structure,) = message.get_data_structure_definitions()
    rows = csv_rows(folder / "sdmx/indicators.csv")
    components = structure.components
    assert [one.id for one in components.dimensions] == [
        "REGION",
        "INDICATOR",
        "SUBJECT",
        "MEASURE",
        "STATUS",
        "TIME_PERIOD",
    ]
    assert len({tuple(row[one.id] for one in components.dimensions) for row in rows}) == len(rows)
    listed = {one.id: {code.id: code.name for code in one.local_codes} for one in components if one.local_codes}
    assert set(listed) == {"REGION", "INDICATOR", "SUBJECT", "MEASURE", "STATUS", "UNIT_MEASURE", "BOUND", "ORIGIN"}
    for row in rows:
        assert {name: row[name] for name in listed if row[name] not in listed[name]} == {}
        assert {one.id for one in components if one.required and row[one.id] == ""} <= {"FIGURE_TEXT"}
        subject = observations[row["OBSERVATION_ID"]]["subject"]
        assert listed["SUBJECT"][row["SUBJECT"]] == (subject or "(the whole region)")
    assert set(rows[0]) == {"STRUCTURE", "STRUCTURE_ID", "ACTION", *(one.id for one in components)}


def test_sdmx_ids_are_such_as_the_standard_has(exported):
    _, folder = exported
    message = read_sdmx(str(folder / "sdmx/structure.json"), validate=True)
    ids = [code.id for codelist in message.get_codelists() for code in codelist]
    assert len(ids) > 5000
    assert [one for one in ids if not re.fullmatch(r"[A-Za-z0-9_@$-]+", one)] == []


# -- Frictionless


def test_frictionless_finds_the_package_valid_with_its_keys(exported):
    _, folder = exported
    report = frictionless.validate(str(folder / "frictionless/datapackage.json"))
    assert report.valid, report.flatten(["name", "type", "note"])[:5]
    assert report.stats["tasks"] == len(list((folder / "frictionless").glob("*.csv")))


def test_frictionless_gives_every_cell_as_it_was_but_for_the_apostrophe(exported):
    snapshot, folder = exported
    package = frictionless.Package(str(folder / "frictionless/datapackage.json"))
    for table in (snapshot.joined("observations"), *snapshot.marts):
        rows = [row.to_list() for row in package.get_resource(table.name).read_rows()]
        expected = [
            [f"'{cell}" if cell == NULL else defused(cell) for cell in row]
            for batch in snapshot.cells(table, base_url=BASE)
            for row in batch
        ]
        assert rows == expected, table.name


def test_frictionless_describes_every_table_and_column(exported):
    _, folder = exported
    package = json.loads((folder / "frictionless/datapackage.json").read_text(encoding="utf-8"))
    assert package["sources"]
    assert package["licenses"]
    assert all(resource["description"] for resource in package["resources"])
    assert all(field["description"] for resource in package["resources"] for field in resource["schema"]["fields"])
    keys = {resource["name"]: resource["schema"].get("primaryKey") for resource in package["resources"]}
    assert keys == {name: list(key) for name, key in PRIMARY_KEYS.items()}


def test_a_cell_that_breaks_a_key_is_found(exported, tmp_path):
    _, folder = exported
    package = Path(shutil.copytree(folder / "frictionless", tmp_path / "package"))
    path = package / "fct_indicators_by_region_year.csv"
    path.write_bytes(re.sub(rb"\b[0-9a-f]{16}\b", b"0" * 16, path.read_bytes()))
    report = frictionless.validate(str(package / "datapackage.json"))
    assert {"hash-count", "primary-key", "foreign-key"} <= set(dict(report.flatten(["type", "title"])))


def test_keys_are_those_that_dbt_tests(sources):
    primary, foreign = {}, {}
    for path in (sources / "dbt/models/marts").glob("*.yml"):
        for model in yaml.safe_load(path.read_text(encoding="utf-8")).get("models", []):
            name = model["name"]
            keys = [test["unique_key"] for test in model["data_tests"] if "unique_key" in test]
            primary[name] = tuple(keys[0]["arguments"]["columns"])
            links = {
                column["name"]: (re.fullmatch(r"ref\('(\w+)'\)", to["to"])[1], to["field"])
                for column in model["columns"]
                for test in column.get("data_tests", [])
                if (to := test.get("relationships", {}).get("arguments"))
            }
            if links:
                foreign[name] = links
    assert len(primary) > 10
    ours = ("observations",)
    assert primary == {name: key for name, key in PRIMARY_KEYS.items() if name not in ours}
    assert foreign == {name: links for name, links in FOREIGN_KEYS.items() if name not in ours}


# -- Parquet


def test_parquet_has_every_cell_exactly_with_descriptions(exported):
    snapshot, folder = exported
    for table in (snapshot.joined("observations"), *snapshot.marts):
        found = pq.read_table(folder / f"parquet/{table.name}.parquet")
        rows = [row for batch in snapshot.cells(table, base_url=BASE) for row in batch]
        assert [tuple(row.values()) for row in found.to_pylist()] == rows, table.name
        described = {field.name: field.metadata[b"description"].decode() for field in found.schema}
        assert described == {column.name: column.description for column in table.columns}
        assert found.schema.metadata[b"build"].decode() == snapshot.build.build_id
        assert {str(field.type) for field in found.schema} <= {
            "string", "int32", "bool", "date32[day]", "list<element: string>", "list<l: string>",
            *(f"decimal128({column.type.removeprefix('DECIMAL(').removesuffix(')').replace(',', ', ')})" for column in table.columns),
        }  # fmt: skip


# -- annotations


def test_annotations_quote_the_text_where_they_say(exported):
    snapshot, folder = exported
    texts = dict(snapshot._texts())
    made = annotations_of(folder)
    claims = {row["claim_id"]: row for row in snapshot.rows(snapshot.joined("claims"), base_url=BASE)}
    assert {one["body"][0]["claim_id"] for one in made} == set(claims)
    assert len(made) == len(claims) > 200
    for one in made:
        position, quote = one["target"]["selector"]
        text = texts[one["target"]["source"]["document"]]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert text[: position["start"]].endswith(quote["prefix"])
        assert text[position["end"] :].startswith(quote["suffix"])
        assert one["body"][0]["value_base"] == plain(claims[one["body"][0]["claim_id"]]["value_base"])


def test_the_pages_of_the_collection_are_a_chain(exported):
    _, folder = exported
    collection = json.loads((folder / "annotations/collection.json").read_text(encoding="utf-8"))
    name, count, seen = collection["first"], 0, []
    while name:
        page = json.loads((folder / "annotations" / name).read_text(encoding="utf-8"))
        assert page["startIndex"] == count
        count += len(page["items"])
        seen.append(name)
        name = f"pages/{page['next']}" if "next" in page else None
    assert count == collection["total"] == len(annotations_of(folder))
    assert seen[-1] == collection["last"]
    assert len(seen) == 5


def test_annotations_can_be_had_as_lines(exported, tmp_path):
    snapshot, folder = exported
    assert export(snapshot, tmp_path / "a.jsonl", name="annotations", base_url=BASE) == [tmp_path / "a.jsonl"]
    lines = json_lines(tmp_path / "a.jsonl")
    assert all(line.pop("@context")[0] == "http://www.w3.org/ns/anno.jsonld" for line in lines)
    assert {line["id"]: line for line in lines} == {one["id"]: one for one in annotations_of(folder)}


# -- the workbook, and the dataset


def test_the_workbook_has_its_numbers_and_every_sentence(exported, observations):
    snapshot, folder = exported
    book = workbook(folder / "xlsx/fangzhi.xlsx")
    assert list(book) == ["read me", "observations", "sources"]
    for row in book["observations"]:
        assert Decimal(row["value_base"]) == observations[row["observation_id"]]["value_base"]
    claims = {row["claim_id"]: row for row in snapshot.rows(snapshot.joined("claims"), base_url=BASE)}
    assert {row["claim_id"] for row in book["sources"]} == set(claims)
    for row in book["sources"]:
        found = claims[row["claim_id"]]
        assert row["sentence"] == re.sub("[\ufffe\uffff]", "\ufffd", found["sentence"])
    described = {(row["sheet"], row["column"]) for row in book["read me"]}
    assert {("observations", column) for column in book["observations"][0]} <= described
    assert {("sources", column) for column in book["sources"][0]} <= described


def test_fault_70_what_a_sheet_does_not_hold_goes_on_in_another(exported, tmp_path):
    snapshot, folder = exported
    export_workbook(snapshot, tmp_path / "a.xlsx", base_url=BASE, rows_of_a_sheet=101)
    parts, whole = workbook(tmp_path / "a.xlsx"), workbook(folder / "xlsx/fangzhi.xlsx")
    assert list(parts) == ["read me", "observations", "observations 2", "sources", "sources 2", "sources 3"]
    assert parts["sources"] + parts["sources 2"] + parts["sources 3"] == whole["sources"]


def test_the_dataset_names_the_files_beside_it(exported, observations):
    snapshot, folder = exported
    made = json.loads((folder / "dataset.jsonld").read_text(encoding="utf-8"))
    files = [folder / one["contentUrl"] for one in made["distribution"]]
    assert len(files) > 30
    assert [file for file in files if not file.is_file()] == []
    assert (made["version"], len(made["isBasedOn"])) == (snapshot.build.build_id, len(snapshot.articles()))
    assert {one["propertyID"] for one in made["variableMeasured"]} == {
        row["indicator_id"] for row in observations.values()
    }
    values = {line["identifier"]: line["value"]["value"] for line in exact_lines(folder / "observations.jsonl")}
    assert values == {key: row["value_base"] for key, row in observations.items()}


def exact_lines(path):
    lines = path.read_text(encoding="utf-8").split("\n")
    return [json.loads(line, parse_float=Decimal, parse_int=Decimal) for line in lines if line]


# -- all together


def test_the_same_build_gives_the_same_bytes(exported, tmp_path):
    snapshot, folder = exported
    export_all(snapshot, tmp_path, base_url=BASE)
    files = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    assert len(files) > 40
    assert [file for file in files if (tmp_path / file).read_bytes() != (folder / file).read_bytes()] == []


def test_a_build_of_another_version_is_said_and_nothing_is_written(small_template, tmp_path):
    done = CliRunner().invoke(main, ["--project", str(small_template), "export", "all", str(tmp_path / "out")])
    assert (done.exit_code, "Mend: fangzhi refresh --full" in done.output) == (1, True), done.output
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_an_export_that_is_killed_leaves_no_file_in_sight(template, tmp_path, monkeypatch):
    def killed(*_, **__):
        raise SystemExit(9)

    monkeypatch.setattr("flows.exporting.frictionless._package", killed)
    with opened(BuildStore(template / "warehouse")) as snapshot, pytest.raises(SystemExit):
        export(snapshot, tmp_path / "out", name="frictionless", base_url=BASE)
    assert list((tmp_path / "out").iterdir()) == []


def test_the_command_writes_repeats_and_refuses(template, tmp_path):
    def run(*arguments):
        return CliRunner().invoke(main, ["--project", str(template), "export", *arguments])

    for _ in range(2):
        done = run("all", str(tmp_path / "out"))
        assert done.exit_code == 0, done.output
        assert re.search(r"wrote \d+ files of build 1 to ", done.output)
    (tmp_path / "mine.xlsx").write_text("mine", encoding="utf-8")
    refused = run("xlsx", str(tmp_path / "mine.xlsx"))
    assert (refused.exit_code, "found a file that no export wrote" in refused.output) == (1, True)
    for name in FORMATS:
        place = tmp_path / (f"one{FORMATS[name].endings[0]}" if FORMATS[name].endings else name)
        assert run(name, str(place), "--base-url", BASE).exit_code == 0
        assert place.exists()
    wrong = run("xlsx", str(tmp_path / "a.csv"))
    assert (wrong.exit_code, "expected .xlsx" in wrong.output) == (1, True)
    assert run("sdmx", str(tmp_path / "b"), "--base-url", "javascript:1").exit_code == 1
