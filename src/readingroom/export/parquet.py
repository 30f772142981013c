"""Parquet: both tables, for data frames. Written with pyarrow, the reference implementation, in row groups of one size each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import BinaryIO

from readingroom.export import columns
from readingroom.export.columns import Column, Value
from readingroom.export.formats import File, Format
from readingroom.export.model import Collection

ROWS = 10_000
"""Rows of a row group: as many are held in memory at once."""


def parquet_files(collection: Collection) -> Iterator[File]:
    """`documents.parquet` and `passages.parquet`."""
    yield File("documents.parquet", partial(_write, columns.document_columns(collection), columns.documents(collection)))
    yield File("passages.parquet", partial(_write, columns.PASSAGE_COLUMNS, columns.passages(collection)), has_texts=True)


def _write(table: Sequence[Column], rows: Iterable[tuple[Value, ...]], out: BinaryIO) -> None:
    import pyarrow
    import pyarrow.parquet

    types = {"string": pyarrow.string(), "integer": pyarrow.int64(), "boolean": pyarrow.bool_(), "list": pyarrow.list_(pyarrow.string())}
    schema = pyarrow.schema([pyarrow.field(column.name, types[column.kind], metadata={"description": column.summary}) for column in table])
    rows = iter(rows)
    with pyarrow.parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        while batch := list(islice(rows, ROWS)):
            arrays = [pyarrow.array(values, field.type) for values, field in zip(zip(*batch, strict=True), schema, strict=True)]
            writer.write_batch(pyarrow.RecordBatch.from_arrays(arrays, schema=schema))


PARQUET = Format("parquet", "both tables for data frames", parquet_files, needs="pyarrow", extra="parquet")
