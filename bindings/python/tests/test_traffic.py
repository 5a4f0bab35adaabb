"""Recorded traffic: what is read of it, what is told of the rest, and what it shows."""

from __future__ import annotations

import copy
import gzip
import itertools
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import watchgate

SAMPLES = Path(__file__).parents[3] / "tests" / "traffic"

# The format, and how many exchanges and rejected records it holds.
READ = {
    "alb.log": ("alb", 2, 1),
    "apache-common.log": ("combined", 3, 1),
    "apache-vhost-combined.log": ("combined", 3, 1),
    "apiclarity.jsonl": ("apiclarity", 1, 1),
    "apigateway.jsonl": ("apigateway", 2, 0),
    "caddy.jsonl": ("mapped", 3, 0),
    "envoy.jsonl": ("envoy", 2, 0),
    "envoy.log": ("envoy", 2, 1),
    "mitmproxy.har": ("har", 4, 0),
    "native.jsonl": ("jsonl", 2, 1),
    "nginx-combined.log": ("combined", 4, 1),
    "nginx-timed.log": ("combined", 4, 1),
    "otlp-new-names.jsonl": ("otlp", 6, 0),
    "otlp-old-names.jsonl": ("otlp", 6, 0),
    "playwright.har": ("har", 7, 0),
}

PETS = """\
openapi: 3.1.0
info: {title: pets, version: '1'}
paths:
  /pets: {post: {responses: {'201': {description: d}}}}
  /pets/{id}: {get: {responses: {'200': {description: d}}}}
"""


def mapping(name: str) -> bytes | None:
    return (SAMPLES / "caddy.yaml").read_bytes() if name == "caddy.jsonl" else None


def record(target: str = "/pets/7", body: Any = None, status: int = 200) -> dict[str, Any]:
    return {
        "timestamp": "2026-11-21T10:00:00Z",
        "scheme": "https",
        "request": {"method": "GET", "target": target, "headers": []},
        "response": {"status": status, "headers": [], "body": body},
    }


def test_every_sample_has_its_numbers() -> None:
    files = {own.name for own in SAMPLES.iterdir() if own.is_file()}
    assert files - {"README.md", "caddy.yaml"} == set(READ)


@pytest.mark.parametrize(("name", "expected"), READ.items())
def test_a_sample_is_read_however_it_is_handed_over(
    tmp_path: Path, name: str, expected: tuple[str, int, int]
) -> None:
    path = SAMPLES / name
    packed = tmp_path / f"{name}.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    first: list[dict[str, Any]] | None = None
    for recorded in (path, str(path), path.read_bytes(), packed, packed.read_bytes()):
        exchanges = watchgate.read_exchanges(recorded, mapping=mapping(name))
        read = list(exchanges)
        assert (exchanges.format, len(read), exchanges.rejected) == expected
        assert len(exchanges.rejections) == exchanges.rejected
        assert first is None or read == first
        first = read
        assert next(exchanges, None) is None


@pytest.mark.parametrize("name", READ)
def test_what_is_read_can_be_inspected_and_written(name: str) -> None:
    inspector = watchgate.Inspector(api=watchgate.Api.parse(PETS))
    for exchange in watchgate.read_exchanges(SAMPLES / name, mapping=mapping(name)):
        inspection = inspector.inspect(exchange)
        assert inspection.observation.operation.method == exchange["request"]["method"]
        line = json.dumps(exchange)
        assert inspector.inspect(line).to_json() == inspection.to_json()
        again = list(watchgate.read_exchanges(line.encode(), format="jsonl"))
        assert again == [exchange]


@pytest.mark.parametrize("name", READ)
def test_a_report_counts_what_was_no_record(name: str) -> None:
    _, exchanges, rejected = READ[name]
    inspector = watchgate.Inspector(api=watchgate.Api.parse(PETS))

    def read() -> watchgate.Exchanges:
        return watchgate.read_exchanges(SAMPLES / name, mapping=mapping(name))

    report = inspector.report(read())
    assert (report.exchanges, report.rejected) == (exchanges, rejected)
    listed = inspector.report(list(read()), rejected=rejected)
    assert listed == report
    backwards = inspector.report(reversed(list(read())), rejected=rejected)
    assert backwards.to_json() == report.to_json()


def test_a_report_takes_what_is_left_of_a_file() -> None:
    exchanges = watchgate.read_exchanges(SAMPLES / "playwright.har")
    next(exchanges)
    inspector = watchgate.Inspector()
    assert inspector.report(exchanges).exchanges == 6
    assert inspector.report(exchanges).exchanges == 0


def test_a_report_tells_which_bodies_were_not_looked_into() -> None:
    headers = [["Content-Encoding", "gzip, br"]]
    response = {"status": 200, "headers": headers, "body": "x"}
    exchange = {"request": {"method": "GET", "target": "/pets/7"}, "response": response}
    report = watchgate.Inspector().report([exchange, exchange])
    assert report.not_inspected == {"stacked-encodings": 2}
    assert "2 bodies not inspected (stacked-encodings)" in report.to_text()


def test_bodies_may_be_bytes() -> None:
    inspector = watchgate.Inspector(api=watchgate.Api.parse(PETS))
    text = '{"email":"ada@customer.example"}'
    coded = {"base64": "eyJlbWFpbCI6ImFkYUBjdXN0b21lci5leGFtcGxlIn0="}
    expected = inspector.inspect(record(body=text)).to_json()
    assert "email" in expected
    for body in (text.encode(), coded):
        assert inspector.inspect(record(body=body)).to_json() == expected
    binary = inspector.inspect(record(body=b"\xff\xfe\x00"))
    assert binary.observation.sensitive == []
    named = record()
    named["request"]["headers"] = [["x-name", b"caf\xe9"]]
    assert inspector.inspect(named).observation.status == 200


@pytest.mark.parametrize(
    "exchange",
    [
        "hunter2",
        b"\xff",
        "{}",
        "[]",
        '{"request": {"method": "GET"}}',
        '{"request": {"method": "GET", "target": 7, "x": "hunter2"}}',
        {},
        [],
        None,
        7,
        {"request": "hunter2"},
        {"request": {"method": "GET", "target": "/x"}, "source": {"ip": "hunter2"}},
        {"request": {"method": "GET", "target": "/x"}, "response": {"status": "hunter2"}},
        {"request": {"method": "GET", "target": "/x"}, "response": {"status": -1}},
        {"request": {"method": "GET", "target": "/x", "body": {"base64": "hunter2!"}}},
    ],
)
def test_what_is_no_exchange_is_an_error_that_repeats_nothing(exchange: Any) -> None:
    inspector = watchgate.Inspector()
    for refused in (
        lambda: inspector.inspect(exchange),
        lambda: inspector.report([record(), exchange]),
        lambda: watchgate.inspect(exchange),
    ):
        with pytest.raises(watchgate.ExchangeError) as caught:
            refused()
        assert caught.value.code == "exchange"
        assert "hunter2" not in f"{caught.value} {caught.value!r} {caught.value.__cause__!r}"


def test_an_error_tells_the_line() -> None:
    with pytest.raises(watchgate.ExchangeError) as caught:
        watchgate.inspect('{"request":\n  {"method": GET}}')
    assert (caught.value.line, caught.value.column) == (2, 14)


def test_records_that_are_none_are_counted_and_placed() -> None:
    good = json.dumps(record())
    lines = [good, "hunter2", '{"a": "hunter2"}', good]
    lines += ['{"request": {"method": "GET", "target": "/x"}, "timestamp": "hunter2"}'] * 150
    exchanges = watchgate.read_exchanges("\n".join(lines).encode())
    assert (len(list(exchanges)), exchanges.rejected) == (2, 152)
    assert len(exchanges.rejections) == 100
    places = [(own.line, own.record, own.reason) for own in exchanges.rejections[:3]]
    assert places == [(2, 2, "not-json"), (3, 3, "wrong-shape"), (5, 5, "wrong-shape")]
    assert exchanges.rejections[2].message == "`timestamp` is no time of RFC 3339 with its zone"
    assert "hunter2" not in f"{exchanges!r} {exchanges.rejections!r}"


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        watchgate.read_exchanges(tmp_path / "missing.har")
    assert caught.value.filename == str(tmp_path / "missing.har")
    for folder in (tmp_path, str(tmp_path)):
        with pytest.raises(OSError):  # noqa: PT011 - whichever the system has
            list(watchgate.read_exchanges(folder))
    others: tuple[Any, ...] = (7, None, ["calls.har"], {})
    for wrong in others:
        with pytest.raises(TypeError):
            watchgate.read_exchanges(wrong)
    with pytest.raises(ValueError, match="format should be one of auto, jsonl, har"):
        watchgate.read_exchanges(b"", format="pcap")  # type: ignore[arg-type]
    with pytest.raises(watchgate.SettingsError):
        watchgate.read_exchanges(b"", mapping="records: [hunter2]")


def test_compressed_files_that_are_broken() -> None:
    packed = gzip.compress(b"".join(json.dumps(record()).encode() + b"\n" for _ in range(100)))
    cut = watchgate.read_exchanges(packed[:-4])
    assert (len(list(cut)), cut.rejected) == (100, 1)
    assert cut.rejections[0].reason == "truncated"
    noisy = watchgate.read_exchanges(packed + b"noise behind the last member")
    assert len(list(itertools.islice(noisy, 100))) == 100
    with pytest.raises(OSError):  # noqa: PT011 - as the library says it
        next(noisy)


def test_a_record_may_be_too_long() -> None:
    long = json.dumps(record(body="x" * 1000))
    text = "\n".join([json.dumps(record()), long, json.dumps(record())]).encode()
    exchanges = watchgate.read_exchanges(text, max_record=500)
    assert (len(list(exchanges)), exchanges.rejected) == (2, 1)
    assert (exchanges.rejections[0].line, exchanges.rejections[0].reason) == (2, "too-long")


def test_all_threads_share_an_inspector() -> None:
    inspector = watchgate.Inspector(api=watchgate.Api.parse(PETS))
    exchanges = list(watchgate.read_exchanges(SAMPLES / "playwright.har"))
    expected = [inspector.inspect(own).to_json() for own in exchanges]
    with ThreadPoolExecutor(8) as pool:
        work = [
            pool.submit(lambda: [inspector.inspect(own).to_json() for own in exchanges * 20])
            for _ in range(8)
        ]
        assert all(own.result() == expected * 20 for own in work)


def test_threads_that_share_a_file_read_each_record_once() -> None:
    text = "\n".join(json.dumps(record(f"/pets/{number}")) for number in range(5000)).encode()
    exchanges = watchgate.read_exchanges(text)
    with ThreadPoolExecutor(8) as pool:
        read = [
            pool.submit(lambda: [own["request"]["target"] for own in exchanges]) for _ in range(8)
        ]
        targets = [target for own in read for target in own.result()]
    assert sorted(targets) == sorted(f"/pets/{number}" for number in range(5000))


def test_other_threads_run_while_a_report_is_made(tmp_path: Path) -> None:
    path = tmp_path / "calls.jsonl"
    line = json.dumps(record(body=json.dumps([{"id": number} for number in range(50)]))) + "\n"
    path.write_text(line * 3000)
    inspector = watchgate.Inspector(api=watchgate.Api.parse(PETS))
    turns = 0
    done = threading.Event()

    def work() -> None:
        inspector.report(watchgate.read_exchanges(path))
        done.set()

    thread = threading.Thread(target=work)
    thread.start()
    while not done.is_set():
        turns += 1
    thread.join()
    # With the interpreter held there would be none but those at the beginning and the end.
    assert turns > 10_000


def test_an_exchange_is_not_changed_by_inspection() -> None:
    exchange = record(body={"base64": "e30="})
    before = copy.deepcopy(exchange)
    watchgate.inspect(exchange)
    assert exchange == before
