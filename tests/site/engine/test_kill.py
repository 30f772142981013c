"""A build that is killed at any moment leaves the last good site, and the next build gives the right one."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from engine_sites import build, build_clean, differences, files, make

from readingroom.site.engine import tree

KILLS = 12
CHILD = """
import sys
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from engine_sites import build
print("ready", flush=True)
while True:
    build(Path(sys.argv[1]))
    print("built", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is not of that system")
def test_killed_at_random(tmp_path: Path) -> None:
    """Whenever a build is killed, what stands in output is the old site or the new one, whole; the next build is right."""
    chance = random.Random(31)
    site = make(tmp_path)
    letter = site / "content" / "letters" / "to-bo.md"
    good, _ = build(site)
    for number in range(KILLS):
        letter.write_text(letter.read_text("utf-8") + f"\nKill {number}.\n", "utf-8")
        (site / "content" / "letters" / f"k{number}.md").write_text(f"Title: K{number}\nDate: 1933-01-{number + 1:02}\n\nText.\n", "utf-8")
        (site / "content" / "letters" / f"k{number - 1}.md").unlink(missing_ok=True)
        new = build_clean(site)
        child = subprocess.Popen([sys.executable, "-c", CHILD, str(site), str(Path(__file__).parent)], stdout=subprocess.PIPE)
        assert child.stdout is not None
        assert child.stdout.readline() == b"ready\n"
        time.sleep(chance.random() * 0.5)
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        standing = files(site / "output") if (site / "output").exists() else {}
        assert standing in (good, new), f"kill {number}: {differences(standing, good)[:3]} {differences(standing, new)[:3]}"
        good, _ = build(site)
        assert not differences(good, new)
    beside = {path.name for path in site.glob("output*")}
    assert beside == {"output", "output.state"}, "nothing is left lying beside the site"


@pytest.mark.parametrize(
    "step", range(4), ids=["before the first rename", "between the renames", "before clearing", "before the journal goes"]
)
def test_killed_without_exchange(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """Where names can't be exchanged in one step, a journal says which of two folders is the site, at each step."""
    live, new = tmp_path / "output", tmp_path / "output.next"
    for folder, text in ((live, "old"), (new, "new")):
        folder.mkdir()
        (folder / "index.html").write_text(text, "utf-8")
    steps = iter(range(10))
    real_rename, real_clear, real_unlink = Path.rename, tree.clear, Path.unlink

    def stopping(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:
            if next(steps) == step:
                raise KeyboardInterrupt
            return real(*args, **named)

        return call

    with monkeypatch.context() as patch:
        patch.setattr(tree, "swap", lambda _one, _other: False)
        patch.setattr(Path, "rename", stopping(real_rename))
        patch.setattr(tree, "clear", stopping(real_clear))
        patch.setattr(Path, "unlink", stopping(real_unlink))
        with pytest.raises(KeyboardInterrupt):
            tree.exchange(live, new)
    tree.recover(live)
    assert (live / "index.html").read_text("utf-8") == ("old" if step == 0 else "new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["output"]


def test_exchange_without_renameat2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site is the same where two renames have to do."""
    monkeypatch.setattr(tree, "swap", lambda _one, _other: False)
    site = make(tmp_path)
    build(site)
    (site / "content" / "letters" / "to-bo.md").write_text("Title: Other\nDate: 1932-01-09\n\nOther.\n", "utf-8")
    assert not differences(build(site)[0], build_clean(site))
