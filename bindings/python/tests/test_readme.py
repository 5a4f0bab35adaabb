"""The Python of the READMEs runs as it stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1]
ROOT = PACKAGE.parents[1]
BLOCK = re.compile(r"^```python[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(
    "readme", [ROOT / "README.md", PACKAGE / "README.md"], ids=["root", "package"]
)
def test_every_python_block_runs(readme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = readme.read_text(encoding="utf-8")
    blocks = list(BLOCK.finditer(text))
    assert blocks, "the README has no Python"
    monkeypatch.chdir(ROOT)
    for block in blocks:
        # Empty lines before the code give errors the line numbers of the README.
        code = "\n" * text.count("\n", 0, block.start(1)) + block[1]
        exec(compile(code, str(readme), "exec"), {"__name__": "__main__"})  # noqa: S102
