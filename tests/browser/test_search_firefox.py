"""The same oracle in Firefox, which is asked over Marionette, its own protocol, so that nothing else has to be installed."""

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from made import generated, write_site
from oracle import Collection
from queries import Queries

pytestmark = pytest.mark.browser
FIREFOX = os.environ.get("FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")
ASK = """
const [query, done] = arguments;
location.hash = new URLSearchParams({q: query}).toString();
const results = document.getElementById('results');
const look = () => {
    if (results.dataset.state === 'failed' || (results.dataset.state === 'done' && results.dataset.query === query.trim()))
        done([results.dataset.state, Number(results.dataset.documents), Number(results.dataset.hits)]);
    else setTimeout(look, 5);
};
look();
"""


class Firefox:
    """A browser without a window."""

    def __init__(self, profile: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        profile.mkdir()
        (profile / "user.js").write_text(f'user_pref("marionette.port", {port});\n')
        assert FIREFOX
        self.process = subprocess.Popen(
            [FIREFOX, "--headless", "--marionette", "--no-remote", "--profile", str(profile)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "HOME": str(profile)},
        )  # fmt: skip
        deadline = time.monotonic() + 90
        while True:
            try:
                self.socket = socket.create_connection(("127.0.0.1", port), 60)
                break
            except OSError:
                assert time.monotonic() < deadline, "Firefox doesn't answer"
                time.sleep(0.3)
        self.receive()
        self.number = 0
        self("WebDriver:NewSession", capabilities={"alwaysMatch": {"acceptInsecureCerts": False}})
        self("WebDriver:SetTimeouts", script=60_000)

    def receive(self) -> Any:
        """A message: its length, a colon, JSON."""
        head = b""
        while not head.endswith(b":"):
            head += self.socket.recv(1)
        data = b""
        while len(data) < int(head[:-1]):
            data += self.socket.recv(1 << 16)
        return json.loads(data)

    def __call__(self, command: str, **parameters: Any) -> Any:
        """Send a command; gives its result."""
        self.number += 1
        data = json.dumps([0, self.number, command, parameters]).encode()
        self.socket.sendall(b"%d:%s" % (len(data), data))
        _, _, error, result = self.receive()
        assert error is None, error
        return result

    def close(self) -> None:
        """End it."""
        self.socket.close()
        self.process.terminate()
        self.process.wait(30)


@pytest.fixture
def firefox(tmp_path: Path) -> Iterator[Firefox]:
    """Firefox, if it is here."""
    if not FIREFOX:
        pytest.skip("no Firefox: install firefox-esr, or set FIREFOX to its path")
    browser = Firefox(tmp_path / "profile")
    yield browser
    browser.close()


def test_random_queries_from_disk_in_firefox(firefox: Firefox, tmp_path: Path) -> None:
    """Classic scripts under script-src 'self' run from disk there too, and find the same."""
    documents = generated(60, 12)
    page = write_site(tmp_path / "a site", documents, tmp_path / "cache")
    firefox("WebDriver:Navigate", url=page.as_uri())
    queries = Queries(Collection(documents), 4)
    for _ in range(100):
        query, (found, hits) = queries.query()
        answer = firefox("WebDriver:ExecuteAsyncScript", script=ASK, args=[query])["value"]
        assert (query, answer) == (query, ["done", found, hits])
