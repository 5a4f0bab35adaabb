"""Documents of several files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import watchgate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DOCUMENT = """\
openapi: 3.0.3
info: {title: Shop, version: '1'}
paths:
  /orders: {$ref: paths/orders.yaml}
"""
ORDERS = "post: {operationId: order}\n"


def messages(api: watchgate.Api, rule: str) -> list[str]:
    return [finding.message for finding in api.findings() if finding.rule == rule]


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    folder = tmp_path / "specs"
    (folder / "paths").mkdir(parents=True)
    (folder / "api.yaml").write_text(DOCUMENT)
    (folder / "paths" / "orders.yaml").write_text(ORDERS)
    (tmp_path / "secret.yaml").write_text("get: {operationId: secret}\n")
    return folder


@pytest.mark.parametrize("part", [ORDERS, ORDERS.encode(), bytearray(ORDERS.encode())])
def test_a_resolver_gives_the_other_files(part: str | bytes | bytearray) -> None:
    asked = []

    def resolver(path: str) -> str | bytes | bytearray:
        asked.append(path)
        return part

    document = DOCUMENT + "  /more: {$ref: './paths/../paths/orders.yaml'}\n"
    api = watchgate.Api.parse(document, file="specs/api.yaml", resolver=resolver)
    assert [(own.path, own.id) for own in api.operations()] == [
        ("/orders", "order"),
        ("/more", "order"),
    ]
    assert asked == ["paths/orders.yaml"]
    assert api.findings()[0].location.file == "specs/paths/orders.yaml"


def test_a_file_that_the_resolver_does_not_have_is_a_finding() -> None:
    api = watchgate.Api.parse(DOCUMENT, resolver=lambda _: None)
    assert messages(api, "unread-reference") == [
        "the reference `paths/orders.yaml` was not read: no such file"
    ]


def test_without_a_resolver_no_other_file_is_read() -> None:
    assert messages(watchgate.Api.parse(DOCUMENT), "unread-reference") == [
        "the reference `paths/orders.yaml` is in another document and was not read"
    ]


def test_what_a_resolver_raises_is_raised_at_once() -> None:
    asked = []

    def resolver(path: str) -> str:
        asked.append(path)
        raise PermissionError(path)

    with pytest.raises(PermissionError, match=r"^paths/"):
        watchgate.Api.parse(DOCUMENT + "  /more: {$ref: paths/more.yaml}\n", resolver=resolver)
    assert len(asked) == 1


@pytest.mark.parametrize("answer", [1, ["a"], object()])
def test_a_resolver_that_returns_no_text_is_refused(answer: object) -> None:
    resolver: Callable[[str], str] = lambda _: answer  # type: ignore[assignment, return-value]  # noqa: E731
    with pytest.raises(TypeError, match="expected str or bytes"):
        watchgate.Api.parse(DOCUMENT, resolver=resolver)
    with pytest.raises(TypeError, match="not callable"):
        watchgate.Api.parse(DOCUMENT, resolver=1)  # type: ignore[arg-type]


def test_a_resolver_is_never_asked_to_leave_the_folder() -> None:
    ways = [
        "../a",
        "/etc/passwd",
        "file:///a",
        "https://h/a",
        "//h/a",
        "a/%2e%2e/../b",
        "..\\a",
        "C:\\a",
    ]
    paths = "".join(f"  /p{at}: {{$ref: '{way}'}}\n" for at, way in enumerate(ways))

    def resolver(path: str) -> str:
        raise AssertionError(path)

    api = watchgate.Api.parse(DOCUMENT.splitlines()[0] + f"\npaths:\n{paths}", resolver=resolver)
    assert len(messages(api, "remote-reference")) == len(ways) - 1
    assert len(messages(api, "unread-reference")) == 1


@pytest.mark.parametrize("kind", [str, lambda path: path])
def test_a_document_on_disk_is_loaded_with_its_files(specs: Path, kind: type) -> None:
    path = specs / "api.yaml"
    api = watchgate.Api.load(kind(path), name="shop")
    assert (api.name, api.file) == ("shop", str(path))
    assert [own.id for own in api.operations()] == ["order"]
    assert watchgate.Api.load(path).name == "Shop"
    assert api.findings()[0].location.file == str(specs / "paths" / "orders.yaml")


def test_a_loaded_document_does_not_leave_its_folder(specs: Path) -> None:
    (specs / "link.yaml").symlink_to("../secret.yaml")
    (specs / "loop.yaml").write_text("$ref: loop.yaml\n")
    refs = ["link.yaml", "../secret.yaml", str(specs.parent / "secret.yaml"), "loop.yaml"]
    (specs / "api.yaml").write_text(
        DOCUMENT + "".join(f"  /p{at}: {{$ref: '{ref}'}}\n" for at, ref in enumerate(refs))
    )
    api = watchgate.Api.load(specs / "api.yaml")
    assert [own.id for own in api.operations()] == ["order"]
    assert messages(api, "unread-reference") == [
        "the reference `link.yaml` was not read: outside of the document's folder"
    ]
    assert len(messages(api, "remote-reference")) == 2
    assert len(messages(api, "circular-reference")) == 2


def test_a_file_that_cannot_be_read_raises_what_open_raises(specs: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        watchgate.Api.load(specs / "none.yaml")
    assert caught.value.filename == str(specs / "none.yaml")
    with pytest.raises(IsADirectoryError):
        watchgate.Api.load(specs)
    (specs / "api.yaml").write_text("a: [")
    with pytest.raises(watchgate.SpecError) as refused:
        watchgate.Api.load(specs / "api.yaml")
    assert (refused.value.file, refused.value.line) == (str(specs / "api.yaml"), 1)
