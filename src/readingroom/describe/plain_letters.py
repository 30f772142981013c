"""py3langid's model for texts in plain Latin letters: a small part of the whole, quick to look up and quick to load.

The tables are asked at places all over, so that fetching them from memory is what takes the time; and to unpack the whole model takes half
a second. What only other letters lead to is left out: the answers are the same to the last digit.
"""

from __future__ import annotations

import os
import sys
import zlib
from array import array
from collections.abc import Iterable
from contextlib import suppress
from copy import copy
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from readingroom.write.files import replace

FILE = "plain-letters.bin"


def reduced(whole: Any) -> Any:
    """A model without what only bytes beyond ASCII lead to."""
    import numpy  # noqa: PLC0415 - it comes with py3langid, and takes as long to load

    moves = numpy.frombuffer(whole.tk_nextmove, numpy.uint32).reshape(-1, 256)[:, :128]
    row = numpy.asarray(whole.tk_row)
    reached = numpy.zeros(len(row), bool)  # states
    known, reached[0] = 0, True
    while known < (known := int(reached.sum())):
        reached[moves[numpy.unique(row[reached])]] = True
    output = numpy.asarray(whole.tk_output)[reached]
    rows, features = numpy.unique(row[reached]), numpy.unique(output[output >= 0])
    moved = (reached.cumsum() - 1)[moves[rows]]
    output[output >= 0] = numpy.searchsorted(features, output[output >= 0])
    model = copy(whole)
    model.tk_nextmove = array("i", moved.astype(numpy.int32).tobytes())
    model._rowbase = array("i", (numpy.searchsorted(rows, row[reached]) * 128).astype(numpy.int32).tobytes())
    model.tk_output = array("i", output.tobytes())
    model.nb_ptc = whole.nb_ptc[features].astype(numpy.float32)  # as it would be turned into for each text
    return model


def keep(model: Any, folder: Path, among: Iterable[str]) -> None:
    """Write a reduced model, for the next time; `among` are the languages that were asked for. What can't be written is not kept."""
    tables = [model.tk_nextmove.tobytes(), model._rowbase.tobytes(), model.tk_output.tobytes(), model.nb_ptc.tobytes()]
    body = b"".join((*tables, model.nb_pc.astype(model.nb_ptc.dtype).tobytes()))
    sizes = " ".join(str(len(table)) for table in tables)
    head = f"{_signature(among)} | {' '.join(model.nb_classes)} | {sizes} | {zlib.crc32(body)}\n"
    with suppress(OSError):
        replace(folder / FILE, head.encode() + body)


def kept(folder: Path, among: Iterable[str]) -> Any | None:
    """A reduced model of these languages that was kept, or None if there is none, or it is damaged or another version's."""
    import numpy  # noqa: PLC0415
    from py3langid.langid import LanguageIdentifier  # noqa: PLC0415

    try:
        head, _, body = (folder / FILE).read_bytes().partition(b"\n")
        signature, classes, sizes, check = head.decode().split(" | ")
        if signature != _signature(among) or zlib.crc32(body) != int(check):
            return None
    except (OSError, ValueError):
        return None
    *ends, end = accumulate(map(int, sizes.split()))
    moves, rowbase, output = (array("i", body[start:stop]) for start, stop in pairwise((0, *ends)))
    labels = classes.split()
    weights = numpy.frombuffer(body[ends[-1] : end], numpy.float32).reshape(-1, len(labels))
    priors = numpy.frombuffer(body[end:], numpy.float32)
    model = LanguageIdentifier(weights, priors, labels, moves, output, norm_probs=True, tk_row=[])
    model._rowbase = rowbase
    return model


def _signature(among: Iterable[str]) -> str:
    """What a kept model depends on: the version and size of the whole, the machine, the languages."""
    from py3langid import __version__, langid  # noqa: PLC0415

    size = os.stat(os.path.join(langid.MODEL_DIR, langid.MODEL_FILE)).st_size  # noqa: PTH116, PTH118
    return f"1 {__version__} {size} {sys.byteorder} {' '.join(sorted(among))}"
