"""Other processes, when somebody presses Ctrl-C: the terminal tells all of them."""

import signal
import time

import pytest

from readingroom.workers import MANY, pool


def test_only_the_first_process_hears_ctrl_c() -> None:
    """A worker that died of it could hold a lock that the others wait for."""
    with pool(MANY, 2) as over:
        assert set(over(signal.getsignal, [signal.SIGINT] * MANY)) == {signal.SIG_IGN}


def test_what_was_not_begun_is_not_waited_for() -> None:
    """Sixteen seconds of work, of which less than one is under way."""
    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt), pool(10 * MANY, 2) as over:
        next(results := over(time.sleep, [0.05] * 10 * MANY))
        raise KeyboardInterrupt
    assert time.monotonic() - started < 8
    results.close()  # type: ignore[attr-defined]  # it was kept, so that it could not be what stopped the work
