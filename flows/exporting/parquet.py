"""Parquet: a file for each mart, decimals exact, descriptions as metadata of the fields.

The same build gives the same bytes: rows come in an order of their own, and nothing of the clock goes in.
"""

from typing import Any

from flows.exporting.output import Output
from flows.store.snapshot import Snapshot, Table


def export_parquet(snapshot: Snapshot, output: Output, *, base_url: str) -> None:
    """Write ``observations.parquet``, with links to the sentences, and a file for each mart."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    for table in (snapshot.joined("observations"), *snapshot.marts):
        with snapshot.reader(table, base_url=base_url) as reader:
            schema = _described(reader.schema, table, build_id=snapshot.build.build_id)
            with pq.ParquetWriter(output.new(f"{table.name}.parquet"), schema, compression="zstd") as writer:
                for batch in reader:
                    writer.write_batch(pa.RecordBatch.from_arrays(batch.columns, schema=schema))


def _described(schema: Any, table: Table, *, build_id: str) -> Any:
    import pyarrow as pa

    described = zip(schema, table.columns, strict=True)
    return pa.schema(
        [field.with_metadata({"description": column.description}) for field, column in described],
        metadata={"description": table.description, "build": build_id},
    )
