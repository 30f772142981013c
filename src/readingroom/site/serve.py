"""`readingroom serve`: the site on this machine, built again on every change, the browser told to reload.

One thread watches and shows at once what it can foretell (`serving/preview.py`); another builds (`serving/builder.py`), and
what it built is what counts.
"""

from __future__ import annotations

import errno
import threading
from functools import partial
from pathlib import Path

from watchfiles import watch

from readingroom.console import Console
from readingroom.errors import ReadingRoomError
from readingroom.site.serving.builder import Builder
from readingroom.site.serving.server import HOST, Handler, Server
from readingroom.site.serving.shown import Shown
from readingroom.site.settings_file import Site

DEBOUNCE, STEP = 120, 20
"""Milliseconds: changes that come within STEP of one another are one, for at most DEBOUNCE. An editor writes a file in a few."""


def serve_site(site: Site, port: int, console: Console) -> None:
    """Build, serve on the loopback address, and build again on every change until interrupted.

    Raises ReadingRoomError U-09 if the port is taken, S-05 if the output can't be there, U-10 for a rule in RULES_OFF that there isn't.
    """
    shown = Shown(site.output)
    try:
        server = Server((HOST, port), partial(Handler, shown=shown))
    except OSError as error:
        if error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        raise ReadingRoomError(
            "U-09", f"port {port} is taken or not allowed", "choose another: --port 8001, or --port 0 for any free one"
        ) from error
    builder = Builder(site, console, shown)
    try:
        builder.build(0, console.progress)
    except BaseException:
        server.server_close()
        raise
    threading.Thread(target=server.serve_forever, daemon=True).start()
    threading.Thread(target=builder.work, daemon=True).start()
    console.line(f"Serving {site.output.name}/ at http://{HOST}:{server.server_address[1]}/ - Ctrl-C stops")
    watched = builder.watched
    try:
        for found in watch(*watched.folders(), watch_filter=watched, debounce=DEBOUNCE, step=STEP, raise_interrupt=True):
            builder.change({Path(path) for _, path in found})
    except KeyboardInterrupt:
        pass
    finally:
        server.shutdown()
        server.server_close()
