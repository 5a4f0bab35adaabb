"""One document and one guard serve many threads."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from conftest import DOCUMENT, POLICY

import watchgate

if TYPE_CHECKING:
    from collections.abc import Callable

THREADS = 8
ROUNDS = 2_000
PATHS = 30_000


def at_once(work: Callable[[], object]) -> list[object]:
    """Run the work in every thread, all of them started together."""
    barrier = threading.Barrier(THREADS)

    def started() -> object:
        barrier.wait()
        return work()

    with ThreadPoolExecutor(THREADS) as pool:
        return [own.result() for own in [pool.submit(started) for _ in range(THREADS)]]


def test_all_threads_read_the_same_report(api: watchgate.Api) -> None:
    findings = at_once(api.findings)
    assert (
        findings
        == [watchgate.Api.parse(DOCUMENT, name="payments", file="payments.yaml").findings()]
        * THREADS
    )


def test_all_threads_parse_at_once() -> None:
    reports = at_once(lambda: watchgate.Api.parse(DOCUMENT).report().to_json())
    assert len(set(reports)) == 1


def test_all_threads_decide_at_once(guard: watchgate.Guard) -> None:
    def decide() -> tuple[int, int]:
        denied = sum(not guard.decide("POST", "/PaymentAuth").allowed for _ in range(ROUNDS))
        allowed = sum(guard.decide("POST", "/PaymentAuthNew").allowed for _ in range(ROUNDS))
        return denied, allowed

    assert at_once(decide) == [(ROUNDS, ROUNDS)] * THREADS


def test_a_policy_is_replaced_while_others_decide(guard: watchgate.Guard) -> None:
    """Every decision is whole: of the one policy or of the other."""
    other = POLICY.replace("block-critical", "block-again") + "    status: 451\n"
    done = threading.Event()

    def decide() -> set[tuple[str | None, int | None, str]]:
        seen = set()
        while not done.is_set():
            decision = guard.decide("POST", "/PaymentAuth")
            seen.add((decision.rule, decision.status, decision.revision))
        return seen

    with ThreadPoolExecutor(THREADS) as pool:
        running = [pool.submit(decide) for _ in range(THREADS)]
        for _ in range(200):
            guard.replace_policy(other)
            guard.replace_policy(POLICY)
        done.set()
        seen = set[tuple[str | None, int | None, str]]().union(*(own.result() for own in running))
    assert {(rule, status) for rule, status, _ in seen} <= {
        ("block-critical", 403),
        ("block-again", 451),
    }
    assert len(seen) <= 2
    assert ("block-critical", 403, guard.decide("POST", "/PaymentAuth").revision) in seen


def test_other_threads_run_while_a_document_is_read() -> None:
    paths = "".join(f"  /r{index}: {{get: {{}}}}\n" for index in range(PATHS))
    text = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths:\n" + paths

    def read() -> tuple[float, float]:
        started = time.monotonic()
        watchgate.Api.parse(text)
        return started, time.monotonic()

    def ticked_meanwhile() -> bool:
        with ThreadPoolExecutor(1) as pool:
            reading = pool.submit(read)
            ticks = []
            while not reading.done():
                ticks.append(time.monotonic())
        started, ended = reading.result()
        quarter = (ended - started) / 4
        # With the interpreter held, the loop gets its turns before and after the reading only.
        return any(started + quarter < tick < ended - quarter for tick in ticks)

    # A busy machine may have no turn to give; with the interpreter held there never is one.
    assert any(ticked_meanwhile() for _ in range(5))
