"""`readingroom serve`: the site on this machine, built again on every change, the browser told to reload."""

from __future__ import annotations

import errno
import re
import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from watchfiles import DefaultFilter, watch

from readingroom.console import Console
from readingroom.errors import ReadingRoomError
from readingroom.progress import Report, silent
from readingroom.site.build import build_site
from readingroom.site.settings_file import Site

HOST = "127.0.0.1"
SCRIPT = "/.reload.js"
EVENTS = "/.reload"
RELOAD = """\
new EventSource("/.reload").onmessage = (event) => {
  const told = JSON.parse(event.data);
  if (!told) return location.reload();
  const bar = document.getElementById("reload-told") || document.body.insertBefore(document.createElement("pre"), document.body.firstChild);
  bar.id = "reload-told";
  bar.textContent = told;
};
"""
_POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(">)')


class Changes:
    """Tells all waiting browsers that a build is done: "" reload, else what went wrong."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._number = 0
        self._told = ""

    def tell(self, text: str) -> None:
        """Wake everybody who waits."""
        with self._condition:
            self._number, self._told = self._number + 1, text
            self._condition.notify_all()

    def listen(self) -> Iterator[str | None]:
        """What is told from now on; None every 15 seconds in which nothing is, to see whether the browser is still there."""
        with self._condition:
            seen = self._number
        while True:
            with self._condition:
                new = self._condition.wait_for(lambda before=seen: self._number != before, timeout=15)  # type: ignore[misc]  # the default binds this round's number
                seen, told = self._number, self._told
            yield told if new else None


class Handler(SimpleHTTPRequestHandler):
    """Files of the output folder; HTML gets a line that reloads it. Nothing on the disk is changed."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, changes: Changes, **settings: Any) -> None:
        self.changes = changes
        super().__init__(*args, **settings)

    def do_GET(self) -> None:
        """The script, the events, or a file. Other hosts' pages are refused: a name that leads here is not ours."""
        if self.headers.get("Host", "").rpartition(":")[0] not in (HOST, "localhost"):
            self.send_error(421)
        elif self.path == EVENTS:
            self._stream()
        else:
            super().do_GET()

    def send_head(self) -> BytesIO | BinaryIO | None:
        """As in the base class, with pages made ready for reloading."""
        if self.path == SCRIPT:
            return self._answer(RELOAD.encode(), "text/javascript")
        file = Path(self.translate_path(self.path))
        if file.is_dir() and self.path.endswith("/"):
            file /= "index.html"
        if file.suffix == ".html" and file.is_file():
            return self._answer(ready_for_reloading(file.read_text("utf-8")).encode(), "text/html; charset=utf-8")
        return super().send_head()

    def _answer(self, data: bytes, kind: str) -> BytesIO:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return BytesIO(data)

    def _stream(self) -> None:
        import json

        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        self.close_connection = True
        try:
            for told in self.changes.listen():
                self.wfile.write(b": still here\n\n" if told is None else f"data: {json.dumps(told)}\n\n".encode())
                self.wfile.flush()
        except OSError:
            return  # the browser went away

    def end_headers(self) -> None:
        """Nothing is kept by the browser: it would show yesterday's style."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Requests are not worth a line."""


def ready_for_reloading(page: str) -> str:
    """A page that may load and run the reloading script, and nothing else more than before."""

    def allow(policy: re.Match[str]) -> str:
        kept = [part.strip() for part in policy[2].split(";") if not part.strip().startswith(("script-src", "connect-src"))]
        return f"{policy[1]}{'; '.join(filter(None, kept))}; script-src 'self'; connect-src 'self'{policy[3]}"

    page = _POLICY.sub(allow, page, count=1)
    head, body, rest = page.rpartition("</body>")
    return f'{head}<script src="{SCRIPT}"></script>{body}{rest}' if body else page


def serve_site(site: Site, port: int, console: Console) -> None:
    """Build, serve on the loopback address, and build again on every change until interrupted.

    Raises ReadingRoomError U-09 if the port is taken.
    """
    changes = Changes()
    try:
        server = ThreadingHTTPServer((HOST, port), partial(Handler, changes=changes, directory=str(site.output)))
    except OSError as error:
        if error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        raise ReadingRoomError(
            "U-09", f"port {port} is taken or not allowed", "choose another: --port 8001, or --port 0 for any free one"
        ) from error
    server.daemon_threads = True
    _build(site, console, Changes())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    console.line(f"Serving {site.output.name}/ at http://{HOST}:{server.server_address[1]}/ - Ctrl-C stops")
    try:
        for _ in watch(*_watched(site), watch_filter=_Watched(site), debounce=200, step=50, raise_interrupt=True):
            _build(site, console, changes)
    except KeyboardInterrupt:
        pass
    finally:
        server.shutdown()
        server.server_close()


def _build(site: Site, console: Console, changes: Changes) -> None:
    """One build; whatever goes wrong is shown in the terminal and in the browser, and serving goes on."""
    started, report, wrong = time.perf_counter(), Report(), ""
    try:
        build_site(site, report, silent)
    except ReadingRoomError as error:
        wrong = str(error)
    except Exception as error:  # a template or a plugin: the last good site stays
        wrong = f"{type(error).__name__}: {error}"
    console.tell(report)
    wrong = "\n".join(filter(None, (wrong, *(str(m) for m in report.messages if m.level == "error"))))
    if wrong:
        console.line(wrong)
    counts = ", ".join(f"{number:,} {name}" for name, number in report.counts.items() if number)
    console.line(f"{counts or 'Not built'} in {time.perf_counter() - started:.2f} s")
    changes.tell(wrong)


def _watched(site: Site) -> list[Path]:
    """The folders to look at: the site's own, its texts, the theme that it uses."""
    from pelican.settings import read_settings

    theme = Path(read_settings(str(site.settings_file))["THEME"])
    folders = {site.settings_file.parent, site.content, site.texts, theme}
    return sorted(folder for folder in folders if folder.is_dir())


class _Watched(DefaultFilter):
    """Everything but what a build writes beside the content: output, caches."""

    def __init__(self, site: Site) -> None:
        beside = [site.output.with_name(site.output.name + ending) for ending in (".next", ".old")]
        made = (site.output, *beside, site.cache, site.content / "ledger")
        super().__init__(ignore_paths=[str(path) for path in made])
