"""What `serve` answers to requests of every kind: files of the site, to this machine, and nothing else."""

import os
import re
import socket
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from readingroom.site.serving.hosts import is_this_machine
from readingroom.site.serving.server import HOST, SCRIPT, Handler, Server
from readingroom.site.serving.shown import Shown


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A folder of output, and something beside it that is nobody's to see."""
    folder = tmp_path / "output"
    (folder / "sub").mkdir(parents=True)
    (folder / "index.html").write_text("<body>home</body>")
    (folder / "404.html").write_text("<body>not here</body>")
    (folder / "sub/a.txt").write_text("inside")
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets/index.html").write_text("<body>secret</body>")
    return folder


@pytest.fixture
def port(output: Path) -> Iterator[int]:
    """Where it is served."""
    with Server((HOST, 0), partial(Handler, shown=Shown(output))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def send(port: int, request: bytes) -> tuple[int, str]:
    """The status and the rest of the answer to a request as it stands; 0 if there is no answer."""
    with socket.create_connection((HOST, port), timeout=10) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        told = b""
        while more := connection.recv(65536):
            told += more
    text = told.decode("utf-8", "replace")
    status = re.match(r"HTTP/1.1 (\d+)", text) or re.search(r"Error code: (\d+)", text)  # the latter to HTTP/0.9, which has no headers
    return int(status[1]) if status else 0, text


def get(port: int, path: bytes | str, method: str = "GET", host: str = "127.0.0.1:8000") -> tuple[int, str]:
    """The same, of a path."""
    path = path if isinstance(path, bytes) else path.encode()
    return send(port, b"%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n" % (method.encode(), path, host.encode()))


@pytest.mark.parametrize(
    "path",
    [
        "/%00",
        "/sub/%00.html",
        "/%00/",
        "/" + "a" * 5000,
        "/" + "a/" * 3000,
        "/%ed%a0%80",
        "/%ff.html",
        b"/\xff\xfe",
        "/index.html/",
        "/index.html/x",
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/sub/../../secret.txt",
        "/..%5csecret.txt",
        "//secret.txt",
        "/%2fetc%2fpasswd",
        "*",
        "secret.txt",
        "/sub/",
        "/?/../..",
        "/.reload.js/x",
        "/[",
        "/%5b?page=//[",
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_odd_addresses_lead_nowhere(port: int, capsys: pytest.CaptureFixture[str], method: str, path: bytes | str) -> None:
    """404 with the site's own page, or the first page, and no traceback."""
    status, rest = get(port, path, method)
    assert status == (200 if path == "/?/../.." else 404)
    assert ("not here" in rest) == (method == "GET" and status == 404)
    assert "secret" not in rest
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET /\r\n\r\n", 400),
        (b"GET / HTTP/1.0\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: elsewhere.example\r\n\r\n", 400),
        (b"GET http://[bad/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", 400),
        (b"GET http://127.0.0.1:1/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", 200),
        (b"GET http://elsewhere.example/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", 421),
        (b"GET data:,a HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", 421),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc", 501),
        (b"DELETE / HTTP/1.1\r\nHost: localhost\r\n\r\n", 501),
        (b"OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n", 501),
        (b"CONNECT elsewhere.example:80 HTTP/1.1\r\nHost: localhost\r\n\r\n", 421),
        (b"POST / HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n", 421),
        (b"\x16\x03\x01\x02\x00\r\n\r\n", 400),
        (b"GET / HTTP/9\r\n\r\n", 400),
        (b"\r\n", 0),
        (b"", 0),
    ],
)
def test_odd_requests_are_answered(port: int, capsys: pytest.CaptureFixture[str], request_: bytes, status: int) -> None:
    """With a status, and no traceback."""
    assert send(port, request_)[0] == status
    assert capsys.readouterr().err == ""


def test_what_comes_with_a_request_is_no_request(port: int) -> None:
    """One answer, and the connection ends."""
    inner = b"GET /sub/a.txt HTTP/1.1\r\nHost: localhost\r\n\r\n"
    for path, status in ((b"/", 200), (b"/nope", 404)):
        told = send(port, b"GET %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % (path, len(inner)) + inner)
        assert told[0] == status
        assert "inside" not in told[1]


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
@pytest.mark.parametrize("path", ["/", "/sub/a.txt", SCRIPT, "/.reload"])
def test_other_hosts_are_refused(port: int, method: str, path: str) -> None:
    """421, by whatever method."""
    assert get(port, path, method, "elsewhere.example:8000")[0] == 421


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.0.0.1:8000",
        "127.0.0.1:",
        "localhost",
        "LOCALHOST:80",
        "LocalHost.",
        "localhost.:8000",
        "[::1]",
        "[::1]:8000",
        "[0:0:0:0:0:0:0:1]:1",
        "127.0.0.2:1",
        "127.0.0.1.:1",
    ],
)
def test_names_of_this_machine(host: str) -> None:
    """In every form that a browser or a tunnel writes."""
    assert is_this_machine(host)
    assert is_this_machine(f" {host}\t")


@pytest.mark.parametrize(
    "host",
    [
        ":8000",
        "elsewhere.example",
        "localhost.elsewhere.example",
        "elsewhere.example#localhost",
        "localhost@elsewhere.example",
        "::1",
        "0.0.0.0",
        "127.0.0.1.elsewhere.example",
        "localhost..",
        "localhost:a",
        "localhost:99999",
        "localhost:1:1",
        "[localhost]",
        "[127.0.0.1]",
        "192.168.1.1",
        "[fe80::1]",
        "127.0.0.1/",
        "xlocalhost",
        "ｌocalhost",
        "localhost,elsewhere.example",
        "[::1",
        "::1]",
    ],
)
def test_names_of_others(host: str) -> None:
    """What could lead here and isn't ours."""
    assert not is_this_machine(host)
    assert not is_this_machine("")


def test_links_that_lead_out_are_not_followed(output: Path, port: int) -> None:
    """To a file, a folder, a device, through another link; those that stay inside are. A link to itself and a pipe lead nowhere."""
    (output / "file.txt").symlink_to(output.parent / "secret.txt")
    (output / "page.html").symlink_to("../secrets/index.html")
    (output / "folder").symlink_to(output.parent / "secrets")
    (output / "again").symlink_to("folder")
    (output / "loop").symlink_to("loop")
    (output / "zero").symlink_to("/dev/zero")
    (output / "inside.txt").symlink_to("sub/a.txt")
    os.mkfifo(output / "pipe")
    for path in (
        "/file.txt",
        "/page.html",
        "/folder",
        "/folder/",
        "/folder/index.html",
        "/again/index.html",
        "/loop",
        "/loop/",
        "/zero",
        "/pipe",
    ):
        status, rest = get(port, path)
        assert (path, status, "secret" in rest) == (path, 404, False)
    assert get(port, "/inside.txt")[0] == 200
    (output / "404.html").unlink()
    (output / "404.html").symlink_to("../secrets/index.html")
    status, rest = get(port, "/nope")
    assert (status, "secret" in rest) == (404, False)


def test_what_can_not_be_read_leads_nowhere(output: Path, port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever kind of file it is."""

    def closed(*_: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", closed)
    status, rest = get(port, "/index.html")
    assert (status, "home" in rest) == (404, False)


def test_files_and_folders_are_answered(output: Path, port: int) -> None:
    """Those that are there; a folder by an address with a slash at its end."""
    assert "home" in get(port, "/")[1]
    assert SCRIPT in get(port, "/?a#b")[1]
    assert "inside" in get(port, "/sub/a.txt?x=%00")[1]
    assert get(port, SCRIPT + "?1")[0] == 200
    status, rest = get(port, "/sub")
    assert (status, "Location: /sub/\r\n" in rest) == (301, True)
