"""What the pages of front ends are made of, each at an address of its own.

A browser keeps what has an address, and what it has compiled of it: a widget's code, a third of
a megabyte, crosses over once for all tests of a file, and not once for each widget that is shown.
"""

from __future__ import annotations

import functools
import hashlib
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_CONTENTS: dict[str, bytes] = {}
_KINDS = {"html": "text/html", "js": "text/javascript", "css": "text/css"}


class _Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        content = _CONTENTS.get(path)
        self.send_response(204 if content is None else 200)
        if content is not None:
            kind = _KINDS[path.rpartition(".")[2]]
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Cache-Control", "max-age=86400")
        self.end_headers()
        self.wfile.write(content or b"")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@functools.cache
def _server() -> ThreadingHTTPServer:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@functools.cache
def address(content: str, kind: str) -> str:
    """Give the address of a page, a module or a style sheet (html, js, css)."""
    data = content.encode()
    path = f"/{hashlib.sha256(data).hexdigest()[:16]}.{kind}"
    _CONTENTS[path] = data
    return f"http://127.0.0.1:{_server().server_port}{path}"


def stop() -> None:
    """End the server: with a thread left, the next tests could not fork."""
    if _server.cache_info().currsize:
        server = _server()
        server.shutdown()
        server.server_close()
        _server.cache_clear()
        address.cache_clear()
