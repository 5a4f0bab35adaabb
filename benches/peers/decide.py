"""Compare `Guard.decide` with openapi-core's `validate_request`, in turns, in one process.

Both get the same document and the same request. What is equal: the method, the path and the server
prefix are matched with the operations of the document, and a request that the document does not
have is refused. What is not:

- openapi-core also reads the JSON body and validates it with the schema; `decide` looks at the head
  of a request only. The row `find the operation` leaves the body out: it is openapi-core's path
  finder alone, the part that both do.
- `decide` also canonicalises the target, evaluates a policy, and knows the operation's risk;
  openapi-core does none of that.
- openapi-core gets a request object made beforehand; `decide` gets the method and the target.

Run it in an environment of its own::

    pip install -r benches/peers/requirements.txt ./bindings/python
    python benches/peers/decide.py [ROUNDS]
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
from openapi_core.templating.paths.finders import APICallPathFinder
from openapi_core.testing import MockRequest

import watchgate

if TYPE_CHECKING:
    from collections.abc import Callable

HOST = "http://localhost"
BODY = json.dumps({"name": "Ada", "email": "ada@example.com", "age": 36, "tags": ["a", "b"]})

# What the document does not have is refused, as by openapi-core.
POLICY = """\
version: 1
default: deny
rules:
  - name: documented
    when: {risk: ">= none"}
    action: allow
"""

# Calls in one turn: a turn is long enough for the clock, and short enough to share the weather.
PEER_CALLS = 1
OWN_CALLS = 500


def document(operations: int) -> dict[str, Any]:
    """Return a document of which the last operation takes a JSON body."""
    ok = {"responses": {"200": {"description": "ok"}}}
    parameter = {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}
    paths: dict[str, Any] = {
        f"/r{index}/{{id}}/items": {"get": {"parameters": [parameter], **ok}}
        for index in range(operations - 1)
    }
    user = {"$ref": "#/components/schemas/User"}
    body = {"required": True, "content": {"application/json": {"schema": user}}}
    paths["/users"] = {"post": {"requestBody": body, **ok}}
    properties = {
        "name": {"type": "string", "minLength": 1, "maxLength": 64},
        "email": {"type": "string", "format": "email"},
        "age": {"type": "integer", "minimum": 0, "maximum": 150},
        "tags": {"type": "array", "maxItems": 10, "items": {"type": "string"}},
    }
    schema = {"type": "object", "required": ["name", "email"], "properties": properties}
    return {
        "openapi": "3.0.3",
        "info": {"title": "bench", "version": "1"},
        "servers": [{"url": HOST}],
        "paths": paths,
        "components": {"schemas": {"User": {**schema, "additionalProperties": False}}},
    }


def request(method: str, path: str) -> MockRequest:
    """Return a request as openapi-core takes it."""
    return MockRequest(HOST, method, path, data=BODY.encode(), content_type="application/json")


def accepts(peer: OpenAPI, method: str, path: str) -> bool:
    """Tell whether openapi-core accepts a request."""
    try:
        peer.validate_request(request(method, path))
    except OpenAPIError:
        return False
    return True


def check_verdicts(peer: OpenAPI, guard: watchgate.Guard) -> None:
    """Stop unless both accept the valid request and refuse what the document does not have."""
    for method, path, expected in (
        ("POST", "/users", True),
        ("POST", "/nowhere", False),
        ("DELETE", "/users", False),
    ):
        own = guard.decide(method, path, host="localhost").allowed
        if (accepts(peer, method.lower(), path), own) != (expected, expected):
            sys.exit(f"the two do not agree on {method} {path}")


def turn(call: Callable[[], object], calls: int) -> float:
    """Return the nanoseconds of one call in one turn."""
    started = time.perf_counter_ns()
    for _ in range(calls):
        call()
    return (time.perf_counter_ns() - started) / calls


def compare(operations: int, rounds: int) -> None:
    """Measure both in turns, and print the medians with their ratios."""
    text = json.dumps(document(operations))
    peer = OpenAPI.from_dict(json.loads(text))
    guard = watchgate.Guard(api=watchgate.Api.parse(text), policy=POLICY)
    check_verdicts(peer, guard)
    valid = request("post", "/users")
    finder = APICallPathFinder(peer.spec)
    validated, found, decided = [], [], []
    for _ in range(rounds):
        validated.append(turn(lambda: peer.validate_request(valid), PEER_CALLS))
        decided.append(turn(lambda: guard.decide("POST", "/users", host="localhost"), OWN_CALLS))
        found.append(turn(lambda: finder.find("post", HOST + "/users"), PEER_CALLS))
        decided.append(turn(lambda: guard.decide("POST", "/users", host="localhost"), OWN_CALLS))
    own = statistics.median(decided)
    for name, samples in (("validate_request", validated), ("find the operation", found)):
        median = statistics.median(samples)
        print(
            f"{operations:>10,}  {name:<18}  {median / 1e3:>12,.1f}"
            f"  {own / 1e3:>9.3f}  {median / own:>6,.0f}x"
        )


def main() -> None:
    """Measure documents of three sizes."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    print(
        f"openapi-core {version('openapi-core')}, watchgate {watchgate.__version__},"
        f" Python {platform.python_version()}; microseconds a call, medians of {rounds} turns"
    )
    print("operations  openapi-core's      openapi-core     decide    ratio")
    for operations in (1, 100, 1_000):
        compare(operations, rounds)


if __name__ == "__main__":
    main()
