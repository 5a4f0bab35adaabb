"""Compare `Inspector.inspect` with openapi-core's validators, in turns, in one process.

Both get the same document, and the same request with its response, 1 KB of JSON in each. What is
equal: the operation is found, parameters and both bodies are held against their schemas, and what
breaks them is refused or found. What is not:

- Watchgate also reads the record from its JSON, scans both bodies, headers and path for sensitive
  values, judges the credentials and the response's headers, and renders what it found as JSON.
- openapi-core gets a request and a response object made beforehand, and stops at the first error.

Run it in an environment of its own::

    pip install -r benches/peers/requirements.txt ./bindings/python
    python benches/peers/conformance.py [ROUNDS]
"""

from __future__ import annotations

import json
import platform
import statistics
import sys
import time
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from openapi_core import OpenAPI
from openapi_core.exceptions import OpenAPIError
from openapi_core.testing import MockRequest, MockResponse

import watchgate

if TYPE_CHECKING:
    from collections.abc import Callable

HOST = "http://localhost"
JSON = "application/json"
# What breaks a schema and has no value of its own in what is found.
BROKEN = ("invalid-input-accepted", "response-breaks-schema")
# Calls in one turn: a turn is long enough for the clock, and short enough to share the weather.
PEER_CALLS = 1
OWN_CALLS = 50


def body(age: Any = 36) -> dict[str, Any]:
    """Return about 1 KB of JSON."""
    user = {"name": "shop", "state": "open", "age": age, "tags": ["a", "b"], "score": 1.5}
    entry = {"at": "2026-11-21T10:00:00Z", "what": "changed the delivery", "count": 7}
    return {**user, "history": [entry] * 12}


def document(operations: int) -> dict[str, Any]:
    """Return a document of which the last operation takes and returns a JSON body."""
    ok = {"responses": {"200": {"description": "ok"}}}
    parameter = {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}
    paths: dict[str, Any] = {
        f"/r{index}/{{id}}/items": {"get": {"parameters": [parameter], **ok}}
        for index in range(operations - 1)
    }
    content = {JSON: {"schema": {"$ref": "#/components/schemas/User"}}}
    paths["/users"] = {
        "post": {
            "requestBody": {"required": True, "content": content},
            "responses": {"200": {"description": "ok", "content": content}},
        }
    }
    entry = {
        "at": {"type": "string", "format": "date-time"},
        "what": {"type": "string", "maxLength": 200},
        "count": {"type": "integer", "minimum": 0},
    }
    history = {"type": "object", "required": ["at", "what"], "properties": entry}
    properties = {
        "name": {"type": "string", "minLength": 1, "maxLength": 64},
        "state": {"type": "string", "enum": ["open", "closed"]},
        "age": {"type": "integer", "minimum": 0, "maximum": 150},
        "score": {"type": "number"},
        "tags": {"type": "array", "maxItems": 10, "items": {"type": "string"}},
        "history": {"type": "array", "maxItems": 100, "items": history},
    }
    schema = {"type": "object", "required": ["name", "state"], "properties": properties}
    return {
        "openapi": "3.0.3",
        "info": {"title": "bench", "version": "1"},
        "servers": [{"url": HOST}],
        "paths": paths,
        "components": {"schemas": {"User": {**schema, "additionalProperties": False}}},
    }


class Call:
    """An exchange, as each of the two takes it."""

    def __init__(self, sent: dict[str, Any], answered: dict[str, Any]) -> None:
        """Write the bodies."""
        texts = json.dumps(sent), json.dumps(answered)
        self.size = sum(map(len, texts))
        self.request = MockRequest(
            HOST, "post", "/users", data=texts[0].encode(), content_type=JSON
        )
        self.response = MockResponse(texts[1].encode(), content_type=JSON)
        headers = [["content-type", JSON]]
        self.record = json.dumps(
            {
                "scheme": "http",
                "destination": {"host": "localhost"},
                "request": {
                    "method": "POST",
                    "target": "/users",
                    "headers": headers,
                    "body": texts[0],
                },
                "response": {"status": 200, "headers": headers, "body": texts[1]},
            }
        )

    def is_valid(self, peer: OpenAPI) -> bool:
        """Tell whether openapi-core accepts both."""
        try:
            self.validate(peer)
        except OpenAPIError:
            return False
        return True

    def validate(self, peer: OpenAPI) -> None:
        """Validate both with openapi-core."""
        peer.validate_request(self.request)
        peer.validate_response(self.request, self.response)


def check_verdicts(peer: OpenAPI, inspector: watchgate.Inspector) -> None:
    """Stop unless both accept what fits and refuse what does not, on either side."""
    for call, expected in (
        (Call(body(), body()), True),
        (Call(body(age="old"), body()), False),
        (Call(body(), body(age=-1)), False),
    ):
        findings = inspector.inspect(call.record).findings
        own = not any(finding.rule in BROKEN for finding in findings)
        if (call.is_valid(peer), own) != (expected, expected):
            sys.exit("the two do not agree")


def turn(call: Callable[[], object], calls: int) -> float:
    """Return the nanoseconds of one call in one turn."""
    started = time.perf_counter_ns()
    for _ in range(calls):
        call()
    return (time.perf_counter_ns() - started) / calls


def compare(operations: int, rounds: int) -> None:
    """Measure both in turns, and print the medians with their ratio."""
    text = json.dumps(document(operations))
    peer = OpenAPI.from_dict(json.loads(text))
    inspector = watchgate.Inspector(api=watchgate.Api.parse(text))
    check_verdicts(peer, inspector)
    call = Call(body(), body())
    validated, inspected = [], []
    for _ in range(rounds):
        validated.append(turn(lambda: call.validate(peer), PEER_CALLS))
        inspected.append(turn(lambda: inspector.inspect(call.record), OWN_CALLS))
    theirs, own = statistics.median(validated), statistics.median(inspected)
    print(
        f"{operations:>10,}  {call.size:>5,}  {theirs / 1e3:>12,.1f}"
        f"  {own / 1e3:>9.1f}  {theirs / own:>6,.0f}x"
    )


def main() -> None:
    """Measure documents of three sizes."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    print(
        f"openapi-core {version('openapi-core')}, watchgate {watchgate.__version__},"
        f" Python {platform.python_version()}; microseconds an exchange, medians of {rounds} turns"
    )
    print("operations  bytes  openapi-core    inspect    ratio")
    for operations in (1, 100, 1_000):
        compare(operations, rounds)


if __name__ == "__main__":
    main()
