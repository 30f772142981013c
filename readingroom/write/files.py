"""Files are replaced whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def replace(file: Path, data: bytes) -> bool:
    """Make `file` hold `data`, by rename, folders included; False if it did already. Raises OSError and leaves the old file as it was."""
    with suppress(OSError):
        if file.stat().st_size == len(data) and file.read_bytes() == data:
            return False
    file.parent.mkdir(parents=True, exist_ok=True)
    scratch = file.with_name(f".{file.name[:60]}.{os.getpid()}.part")
    try:
        scratch.write_bytes(data)
        scratch.replace(file)
    except OSError:
        with suppress(OSError):
            scratch.unlink()
        raise
    return True
