"""Real servers for tests: the service itself, and a site that publishes an agenda."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import sleep

import uvicorn
from fastapi import FastAPI

from agenda_risk.web.patience import Impatient


@contextmanager
def served(app: FastAPI, http: type[Impatient] = Impatient) -> Iterator[str]:
    """Serve *app* on a free port, and give its address."""
    told = uvicorn.Config(app, port=0, http=http, log_level="warning", access_log=False)
    server = uvicorn.Server(told)
    thread = Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            sleep(0.02)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def site(content: str) -> Iterator[str]:
    """Serve *content* at every path but /robots.txt, and give the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            is_robots = self.path == "/robots.txt"
            self.send_response(404 if is_robots else 200)
            self.send_header("Content-Type", "text/plain; charset=utf-8")
            self.end_headers()
            self.wfile.write(b"" if is_robots else content.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
