"""Measure `Guard.decide` from Python: nanoseconds a call, the best of several runs.

Build the package in release mode first (`pip install ./bindings/python` does)::

    python benches/python/decide.py [REPEATS]
"""

from __future__ import annotations

import platform
import sys
import timeit
from functools import partial
from typing import Any

import watchgate

CALLS = 50_000

FACTS = {
    "scheme": "https",
    "host": "pay.example.com",
    "source_ip": "203.0.113.9",
    "workload": "storefront",
    "principal": "ada",
}

HEADERS = [("accept", "application/json"), ("user-agent", "bench"), ("host", "pay.example.com")]

POLICY = """\
version: 1
rules:
  - name: block-critical
    when: {risk: ">= critical"}
    action: deny
  - name: internal-only
    from: {cidr: [192.0.2.0/24]}
    when: {tag: [internal]}
    action: deny
"""


def document(operations: int) -> str:
    """Return a document whose last operation can be called without authentication."""
    lines = [
        "openapi: 3.1.0",
        "info: {title: bench, version: '1'}",
        "components: {securitySchemes: {login: {type: http, scheme: bearer}}}",
        "security: [{login: []}]",
        "paths:",
    ]
    for index in range(operations - 1):
        lines += [f"  /r{index}/{{id}}/items:", "    get: {responses: {'200': {description: ok}}}"]
    lines += ["  /PaymentAuth:", "    post: {security: [], responses: {'200': {description: ok}}}"]
    return "\n".join(lines) + "\n"


def best(guard: watchgate.Guard, method: str, path: str, repeats: int, **facts: Any) -> float:
    """Return the nanoseconds of one call in the best run; what the loop itself costs is in them."""
    call = partial(guard.decide, method, path, **facts)
    return min(timeit.repeat(call, number=CALLS, repeat=repeats)) / CALLS * 1e9


def main() -> None:
    """Measure, and print a table."""
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    print(f"watchgate {watchgate.__version__}, Python {platform.python_version()}")
    print(f"ns a call, best of {repeats} runs of {CALLS:,} calls\n")
    print("operations   denied  allowed  all facts  with headers")
    for operations in (1, 100, 1_000):
        guard = watchgate.Guard(api=watchgate.Api.parse(document(operations)), policy=POLICY)
        # In the document of one operation, what is allowed is a path that it does not have.
        path = f"/r{operations // 2}/17/items"
        if guard.decide("POST", "/PaymentAuth").allowed or not guard.decide("GET", path).allowed:
            sys.exit("the guard decides otherwise than the bench takes for granted")
        denied = best(guard, "POST", "/PaymentAuth", repeats)
        allowed = best(guard, "GET", path, repeats)
        facts = best(guard, "GET", path, repeats, **FACTS)
        host = best(guard, "GET", path, repeats, headers=HEADERS)
        print(f"{operations:>10,}  {denied:>7.0f}  {allowed:>7.0f}  {facts:>9.0f}  {host:>12.0f}")


if __name__ == "__main__":
    main()
