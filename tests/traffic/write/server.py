"""A small service with planted answers: `python server.py PORT` serves it on localhost."""

import gzip
import json
import sys
from wsgiref.simple_server import WSGIRequestHandler, make_server


def answer(method: str, path: str) -> tuple[str, str, bytes]:
    """Returns the status, the content type and the body of a call."""
    if path == "/":
        return "200 OK", "text/html", b"<!doctype html><title>pets</title>"
    if path == "/pets/404":
        return "404 Not Found", "application/json", b'{"error": "no such pet"}'
    if path == "/picture":
        return (
            "200 OK",
            "image/gif",
            b"GIF89a\x01\x00\x01\x00\x00\xff\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x00;",
        )
    if method == "POST":
        return "201 Created", "application/json", b'{"id": 7}'
    return "200 OK", "application/json", json.dumps({"id": 7, "name": "Rex", "path": path}).encode()


def app(environ, start_response):
    """The service: what it sends is compressed where the client takes that."""
    length = int(environ.get("CONTENT_LENGTH") or 0)
    environ["wsgi.input"].read(length)
    status, kind, body = answer(environ["REQUEST_METHOD"], environ["PATH_INFO"])
    headers = [("Content-Type", kind)]
    if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "") and kind == "application/json":
        body = gzip.compress(body, mtime=0)
        headers.append(("Content-Encoding", "gzip"))
    start_response(status, [*headers, ("Content-Length", str(len(body)))])
    return [body]


class Quiet(WSGIRequestHandler):
    """Writes no log."""

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    make_server("127.0.0.1", int(sys.argv[1]), app, handler_class=Quiet).serve_forever()
