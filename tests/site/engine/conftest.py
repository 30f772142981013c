"""Lets the tests of the engine share `engine_sites`, and keeps them to themselves."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from blinker import ANY, NamedSignal
from pelican import signals

from readingroom.site.engine import loops

sys.path.insert(0, str(Path(__file__).parent))  # tests/ is no package, and tests/site would shadow the standard library's `site`


@pytest.fixture(autouse=True)
def _no_plugins() -> Iterator[None]:
    """Plugins of sites that other tests built in this process listen to Pelican's signals to its end: not during these tests."""
    heard = [
        (signal, receiver) for signal in vars(signals).values() if isinstance(signal, NamedSignal) for receiver in signal.receivers_for(ANY)
    ]
    for signal, receiver in heard:
        signal.disconnect(receiver)
    yield
    for signal, receiver in heard:
        signal.connect(receiver)


@pytest.fixture(autouse=True)
def _all_loops_remember(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sites of tests have small templates; each of their loops is to remember, if it may."""
    monkeypatch.setattr(loops, "FEWEST", 0)
