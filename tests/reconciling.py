"""A small server that speaks the Reconciliation Service API 0.2, and can be slow, broken or hostile instead."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

MANIFEST = {
    "versions": ["0.1", "0.2"],
    "name": "Test",
    "identifierSpace": "http://things.example/id/",
    "schemaSpace": "http://things.example/schema#",
    "defaultTypes": [{"id": "Org", "name": "Organization"}, {"id": "Per", "name": "Person"}],
    "view": {"url": "http://things.example/page?id={{id}}"},
}


class ReconciliationServer(ThreadingHTTPServer):
    """Things by name, each (id, types, match); ``queries`` gathers what was asked, ``faults`` what is answered first.

    A fault is a status, bytes to send in place of the answer, or "silence", which lasts until the server ends.
    """

    daemon_threads = True

    def __init__(
        self, things: dict[str, list[tuple[str, list[str], bool]]], manifest: Any = MANIFEST
    ) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.things, self.manifest = things, manifest
        self.queries: list[dict[str, Any]] = []
        self.manifests = 0
        self.faults: list[int | bytes | str] = []
        self.always: int | bytes | str | None = None
        self.end = threading.Event()

    @property
    def url(self) -> str:
        """Return the address of the service."""
        return f"http://127.0.0.1:{self.server_address[1]}/reconcile"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of clients that went away."""


class _Handler(BaseHTTPRequestHandler):
    server: ReconciliationServer

    def do_GET(self) -> None:
        if not self._fails():
            self.server.manifests += 1
            self._send(json.dumps(self.server.manifest).encode())

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode("ascii")
        assert self.headers["Content-Type"] == "application/x-www-form-urlencoded"
        batch = json.loads(parse_qs(body, strict_parsing=True)["queries"][0])
        if self._fails():
            return
        self.server.queries += batch.values()
        self._send(json.dumps({key: {"result": self._found(query)} for key, query in batch.items()}).encode())

    def _found(self, query: dict[str, Any]) -> list[dict[str, Any]]:
        return [
            {
                "id": id,
                "name": query["query"],
                "score": 100 - n,
                "match": match,
                "type": [{"id": t} for t in types],
            }
            for n, (id, types, match) in enumerate(self.server.things.get(query["query"], []))
            if query.get("type") is None or not types or query["type"] in types
        ][: query["limit"]]

    def _fails(self) -> bool:
        fault = self.server.faults.pop(0) if self.server.faults else self.server.always
        if fault is None:
            return False
        if isinstance(fault, int):
            self._send(b"{}", fault)
        elif isinstance(fault, bytes):
            self._send(fault)
        else:
            self.server.end.wait()
        return True

    def _send(self, content: bytes, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        if 300 <= status < 400:
            self.send_header("Location", "file:///etc/passwd")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Log nothing."""


@contextmanager
def serving(
    things: dict[str, list[tuple[str, list[str], bool]]] | None = None, manifest: Any = MANIFEST
) -> Iterator[ReconciliationServer]:
    """Yield a server that runs, and end it."""
    server = ReconciliationServer(things or {}, manifest)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.end.set()
        server.shutdown()
        server.server_close()
        thread.join()
