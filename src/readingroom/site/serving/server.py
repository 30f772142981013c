"""Answers browsers on this machine. HTML gets a line that reloads it; nothing on the disk is changed."""

from __future__ import annotations

import json
import os
import re
import sys
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import parse_qs, urlsplit

from readingroom.site.serving.hosts import is_this_machine
from readingroom.site.serving.shown import Shown

HOST = "127.0.0.1"
SCRIPT = "/.reload.js"
EVENTS = "/.reload"
HTML = "text/html; charset=utf-8"
RELOAD = """\
new EventSource("/.reload?page=" + encodeURIComponent(location.pathname)).onmessage = (event) => {
  const told = JSON.parse(event.data);
  if (!told) return location.reload();
  const bar = document.getElementById("reload-told") || document.body.insertBefore(document.createElement("pre"), document.body.firstChild);
  bar.id = "reload-told";
  bar.textContent = told;
};
"""
_POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(">)')


class Server(ThreadingHTTPServer):
    """Answers each browser in a thread of its own."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle of an answer is no error."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Handler(SimpleHTTPRequestHandler):
    """Files of the output folder, as `shown` has them."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, shown: Shown, **settings: Any) -> None:
        self.shown = shown
        super().__init__(*args, directory=str(shown.output), **settings)

    def parse_request(self) -> bool:
        """As in the base class, for requests to this machine alone. Other hosts' pages are refused, by whatever method: a name that leads
        here is not ours. An address with scheme and host is one of a file like any other (RFC 9112)."""
        if not super().parse_request():
            return False
        hosts = self.headers.get_all("Host", [])
        if len(hosts) != 1:
            self.send_error(HTTPStatus.BAD_REQUEST, "One Host header is needed")
            return False
        try:
            target = urlsplit(self.path)
        except ValueError:
            self.send_error(HTTPStatus.BAD_REQUEST)
            return False
        if not is_this_machine(hosts[0]) or (target.scheme and not is_this_machine(target.netloc)):
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return False
        if target.scheme:
            self.path = "/" + target._replace(scheme="", netloc="").geturl().lstrip("/")
        if self.headers.get("Content-Length", "0").strip() != "0" or "Transfer-Encoding" in self.headers:
            self.close_connection = True  # nobody reads what comes with it, and it is no request
        return True

    def do_GET(self) -> None:
        """The events, or a file."""
        if urlsplit(self.path).path == EVENTS:
            self._stream()
        else:
            super().do_GET()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """As in the base class, but for an address that leads nowhere: the site's own page says so, as it will on a web host."""
        page = self.shown.find("404.html")
        if code != HTTPStatus.NOT_FOUND or (isinstance(page, Path) and not (page.is_file() and self._is_ours(page))):
            super().send_error(code, message, explain)
            return
        if name := self.name(self.path):
            self.shown.give(name, self.shown.find(name))  # that is nothing; should it come to be, the browser is told
        try:
            answer = self._answer(_ready(page), HTML, code)
        except OSError:
            super().send_error(code, message, explain)
            return
        if self.command != "HEAD":
            self.wfile.write(answer.getvalue())

    def send_head(self) -> BytesIO | BinaryIO | None:
        """The script, or a file: of the site, as it is, with pages made ready for reloading. What is no file of it leads nowhere."""
        if urlsplit(self.path).path == SCRIPT:
            return self._answer(RELOAD.encode(), "text/javascript")
        name = self.name(self.path)
        found = self.shown.find(name) if name else None
        try:
            if isinstance(found, Path) and self._is_ours(found):
                if found.is_dir():
                    return super().send_head()  # its address gets the slash at its end
                if found.is_file():
                    return self._send_file(name, found)
            elif isinstance(found, bytes):
                self.shown.give(name, found)
                return self._answer(_ready(found), HTML)
        except OSError:  # it went away, or can't be read
            pass
        self.send_error(HTTPStatus.NOT_FOUND)
        return None

    def _send_file(self, name: str, file: Path) -> BytesIO | BinaryIO | None:
        ahead = self.shown.output not in file.parents
        if not ahead and not name.endswith(".html"):
            self.shown.give(name, file)
            return super().send_head()
        content = file.read_bytes()
        self.shown.give(name, content)
        return self._answer(_ready(content), HTML) if name.endswith(".html") else self._answer(content, self.guess_type(name))

    def _is_ours(self, file: Path) -> bool:
        """Whether a file is one that a build puts there, or the source of one. A link that leads out of the output is somebody's: what
        is behind it was not meant to be shown."""
        output = self.shown.output
        return output not in file.parents or Path(os.path.realpath(file)).is_relative_to(os.path.realpath(output))

    def list_directory(self, path: str | os.PathLike[str]) -> None:  # noqa: ARG002 - whichever it is
        """A folder without a page leads nowhere, as on a web host, which lists no files either."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def name(self, path: str) -> str:
        """The file that a path leads to, relative to the output folder, "/" between its parts; "" for what can be no file's name."""
        try:
            file = Path(self.translate_path(path))
            if urlsplit(path).path.endswith("/"):
                file /= "index.html"
            os.lstat(file)
        except (FileNotFoundError, NotADirectoryError):
            pass
        except (OSError, ValueError):  # too long, a NUL, half a character
            return ""
        return file.relative_to(self.shown.output).as_posix()

    def _answer(self, data: bytes, kind: str, code: int = HTTPStatus.OK) -> BytesIO:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return BytesIO(data)

    def _stream(self) -> None:
        page = self.name("/" + parse_qs(urlsplit(self.path).query).get("page", ["/"])[0].lstrip("/"))
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        self.close_connection = True
        told = self.shown.listen(page)
        try:
            for text in told:
                self.wfile.write(b": still here\n\n" if text is None else f"data: {json.dumps(text)}\n\n".encode())
                self.wfile.flush()
        except OSError:
            return  # the browser went away
        finally:
            told.close()

    def end_headers(self) -> None:
        """Nothing is kept by the browser: it would show yesterday's style."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Requests are not worth a line."""


def _ready(page: bytes | Path) -> bytes:
    """The bytes of a page, which may be in a file, made ready for reloading."""
    content = page.read_bytes() if isinstance(page, Path) else page
    return ready_for_reloading(content.decode("utf-8", "replace")).encode()


def ready_for_reloading(page: str) -> str:
    """A page that may load and run the reloading script, and nothing else more than before."""

    def allow(policy: re.Match[str]) -> str:
        kept = [part.strip() for part in policy[2].split(";") if not part.strip().startswith(("script-src", "connect-src"))]
        return f"{policy[1]}{'; '.join(filter(None, kept))}; script-src 'self'; connect-src 'self'{policy[3]}"

    page = _POLICY.sub(allow, page, count=1)
    head, body, rest = page.rpartition("</body>")
    return f'{head}<script src="{SCRIPT}"></script>{body}{rest}' if body else page
