"""What is in a file of the output, for who looks for words in it: archives, tables and the search index hold them in other forms."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from readingroom.search import codes


def opened(file: Path) -> Iterator[tuple[str, bytes]]:
    """(name within the file, bytes): the file itself under the name "", decoded where it is coded; each member of an archive."""
    data = file.read_bytes()
    match file.suffix:
        case ".zip" | ".epub":
            yield "", data
            with suppress(zipfile.BadZipFile, NotImplementedError, zlib.error, EOFError), zipfile.ZipFile(io.BytesIO(data)) as archive:
                for member in archive.infolist():
                    yield member.filename, archive.read(member)
        case ".csv":
            yield "", data.replace(b'""', b'"')
        case ".json" | ".jsonl":
            yield "", data.replace(b'\\"', b'"').replace(b"\\\\", b"\\")
        case ".parquet":
            yield "", _cells(data)
        case ".js":
            yield "", _decoded(data)
        case _:
            yield "", data


def _cells(data: bytes) -> bytes:
    """The texts in a Parquet file, which are compressed; the file as it is where nothing can read it."""
    try:
        from pyarrow import ArrowException, BufferReader, parquet
    except ImportError:
        return data
    with suppress(ArrowException):
        rows = parquet.read_table(BufferReader(data)).to_pylist()
        return "\n".join(str(value) for row in rows for value in row.values()).encode("utf-8", "replace")
    return data


def _decoded(data: bytes) -> bytes:
    """What is coded in a file of the search; of any other script the file itself."""
    with suppress(ValueError):
        data = codes.opened(data)[1]
        if data[:1] in b"{[":
            return json.dumps(json.loads(data), ensure_ascii=False).encode("utf-8", "surrogatepass")
    return data
