"""Documents that several processes read, and what goes wrong in one of them."""

import logging
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from engine_sites import build, build_stock, differences, make
from pelican.log import LimitFilter
from pelican.plugins import signals

from readingroom.site.engine import ahead, memory, processes, rows
from readingroom.site.engine.bodies import Bodies


@pytest.fixture(autouse=True)
def helped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even few documents are read by two processes, in small shares."""
    monkeypatch.setattr(ahead, "FEWEST", 1)
    monkeypatch.setattr(ahead, "BATCH", 1)
    monkeypatch.setattr(processes, "SHARE", 1)
    monkeypatch.setenv("READINGROOM_WORKERS", "2")


@pytest.fixture
def plugin(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """A plugin that says it is safe."""
    found = ModuleType("a_safe_plugin")
    found.__dict__["readingroom_safe"] = True
    monkeypatch.setitem(sys.modules, found.__name__, found)
    receivers = {signal: dict(signal.receivers) for signal in (signals.content_object_init, signals.article_generator_preread)}
    yield found
    for signal_, before in receivers.items():
        for receiver in [receiver for key, receiver in signal_.receivers.items() if key not in before]:
            signal_.disconnect(receiver)


def many(number: int, text: str = "Text") -> dict[str, str]:
    """So many documents."""
    return {f"many/{one:03}.md": f"Title: Number {one}\nDate: 1931-05-03\nTags: a{one}\n\n{text} {one}.\n" for one in range(number)}


def test_a_worker_that_dies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another process read counts as far as it was handed over; the build reads the rest."""
    builder, put, own = os.getpid(), Bodies.put, []

    def die(bodies: Bodies, text: str) -> Any:
        if os.getpid() == builder:
            time.sleep(0.01)  # the other one is to have its share of them
        else:
            own.append(text)
            if len(own) == 3:
                (tmp_path / "dead").touch()
                os.kill(os.getpid(), signal.SIGKILL)
        return put(bodies, text)

    monkeypatch.setattr(Bodies, "put", die)
    site = make(tmp_path, **many(60))
    expected = build_stock(site)
    assert not differences(build(site)[0], expected)
    assert (tmp_path / "dead").exists()
    monkeypatch.setattr(Bodies, "put", put)
    assert not differences(build(site)[0], expected)


def test_no_worker_outlives_a_build_that_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If there is no room for one more process, those that were begun end with the build: the next one has their files for itself."""
    site = make(tmp_path)
    build(site)
    for name, text in many(40).items():
        (site / "content" / name).parent.mkdir(exist_ok=True)
        (site / "content" / name).write_text(text, "utf-8")
    expected = build_stock(site)
    put, fork, forked = Bodies.put, os.fork, []

    def slow(bodies: Bodies, text: str) -> Any:
        time.sleep(0.01)
        return put(bodies, text)

    def full() -> int:
        if len(forked) == 1:
            raise BlockingIOError
        forked.append(fork())
        return forked[-1]

    monkeypatch.setattr(Bodies, "put", slow)
    monkeypatch.setattr(os, "fork", full)
    monkeypatch.setenv("READINGROOM_WORKERS", "3")
    with pytest.raises(BlockingIOError):
        build(site)
    with pytest.raises(ProcessLookupError):
        os.kill(forked[0], 0)
    monkeypatch.setattr(os, "fork", fork)
    for _ in range(2):
        assert not differences(build(site)[0], expected)


def test_a_file_that_is_drawn_in_changes_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plugin: ModuleType) -> None:
    """A document that was read before a change of an include is read again, even if the change came before all of its share were read."""
    monkeypatch.setattr(rows, "FRESH", 0)
    monkeypatch.setattr(processes, "SHARE", 100)
    inner = tmp_path / "inner.txt"
    inner.write_text("OLD words\n", "utf-8")
    text = f"Number {{}}\n##########\n\n:date: 1931-05-03\n\n.. include:: {inner}\n"
    site = make(tmp_path, **{f"many/{number}.rst": text.format(number) for number in range(8)})
    seen: list[int] = []

    def change(*_: Any) -> None:
        seen.append(1)
        if len(seen) == 15 and inner.read_text("utf-8").startswith("OLD"):
            time.sleep(0.02)  # clocks of file systems tick slowly
            inner.write_text("NEW words\n", "utf-8")

    change.__module__ = plugin.__name__
    signals.article_generator_preread.connect(change)
    build(site)
    found, _ = build(site)
    assert inner.read_text("utf-8").startswith("NEW")
    signals.article_generator_preread.disconnect(change)
    assert not differences(found, build_stock(site))


def test_the_same_warning_from_two_processes(tmp_path: Path) -> None:
    """A link to nothing, met where the document is shown and in a list that another process makes."""
    site = make(tmp_path, **many(250) | {"many/000.md": "Title: N\nDate: 1931-05-03\n\nSee [it]({filename}nowhere.md).\n"})
    assert not differences(build(site)[0], build_stock(site))


def test_what_two_documents_warn_of_in_the_same_words(tmp_path: Path, plugin: ModuleType, caplog: pytest.LogCaptureFixture) -> None:
    """If one of them is mended, it is said of the other."""

    def warn(document: Any) -> None:
        if "old way" in (document.__dict__.get("_content") or ""):
            logging.getLogger("warner").warning("The old way of marking is going to end")

    warn.__module__ = plugin.__name__
    signals.content_object_init.connect(warn)
    site = make(tmp_path, **many(2, "The old way"))
    for text in ("The old way 0.", "Mended."):
        (site / "content" / "many" / "000.md").write_text(f"Title: N\nDate: 1931-05-03\n\n{text}\n", "utf-8")
        LimitFilter._raised_messages.clear()
        caplog.clear()
        build(site)
        assert [record.name for record in caplog.records].count("warner") == 1


def test_a_file_of_texts_that_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its documents are read again, whether their texts are asked for or are to be written anew."""
    monkeypatch.setattr(memory, "WASTE", 0)
    site = make(tmp_path, **many(30))
    build(site)
    texts = sorted((tmp_path / "output.state").rglob("texts-*"))
    assert len(texts) == 2
    texts[1].unlink()
    for text in ("again " * 2000, "once more"):
        for number in range(8):
            (site / "content" / "many" / f"{number:03}.md").write_text(f"Title: N{number}\nDate: 1931-05-03\n\n{text}\n", "utf-8")
        assert not differences(build(site)[0], build_stock(site))
