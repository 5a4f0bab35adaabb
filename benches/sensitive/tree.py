"""Bodies as trees with marked values, and what writes them as JSON with labels."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .dice import Dice

# The name of a field says what a value is.
FIELD = "field"
# Its form does, under a name that says nothing.
FORM = "form"
# The words around it do, or its form does, in a text.
TEXT = "text"
# It is a real one, but nothing says so: finding it is right, and so is leaving it.
BARE = "bare"


@dataclass(frozen=True)
class Value:
    """A sensitive value: a string, or a number of JSON."""

    text: str | int | float
    kind: str
    place: str = FIELD
    # What a text calls it, where no field does.
    said: str = ""


@dataclass(frozen=True)
class Text:
    """A string of which parts are sensitive."""

    parts: tuple[str | Value, ...]


class Exact(str):
    """A name that is written as it is."""

    __slots__ = ()


@dataclass(frozen=True)
class Label:
    """Where a sensitive value is, in bytes, and what it is."""

    kind: str
    start: int
    end: int
    path: str
    name: str
    place: str


@dataclass(frozen=True)
class Body:
    """A body, and everything sensitive in it."""

    domain: str
    text: bytes
    labels: tuple[Label, ...]
    is_prose: bool = False


def join(words: str, style: str) -> str:
    """Write the words of a name in a style."""
    parts = words.split(" ")
    capitals = [part[:1].upper() + part[1:] for part in parts]
    return {
        "snake": "_".join(parts),
        "kebab": "-".join(parts),
        "camel": parts[0] + "".join(capitals[1:]),
        "pascal": "".join(capitals),
        "upper": "_".join(parts).upper(),
        "lower": "".join(parts),
        "title": " ".join(capitals),
    }[style]


# What servers escape beside what JSON asks for: PHP slashes, Go signs of HTML, .NET those and more.
ESCAPES = {"": "", "php": "/", "go": "<>&", "net": "<>&+'`"}
STYLES = ("snake",) * 8 + ("camel",) * 8 + ("kebab", "pascal", "pascal", "upper", "lower", "title")
LAYOUTS = ((",", ":", None),) * 5 + ((", ", ": ", None),) * 2 + ((",", ": ", 2), (",", ": ", 4))


@dataclass
class Writer:
    """Writes one body in one style."""

    style: str
    layout: tuple[str, str, int | None]
    is_ascii: bool
    escapes: str
    chunks: list[bytes] = field(default_factory=list)
    length: int = 0
    labels: list[Label] = field(default_factory=list)

    @classmethod
    def drawn(cls, dice: Dice) -> Writer:
        """Return one with a style that servers write in."""
        return cls(
            dice.pick(STYLES),
            dice.pick(LAYOUTS),
            dice.chance(25),
            ESCAPES[dice.pick(("",) * 12 + ("php", "go", "net"))],
        )

    def body(self, domain: str, tree: Any, *, is_prose: bool = False) -> Body:
        """Write a tree."""
        self.value(tree, "$", "", 0)
        return Body(domain, b"".join(self.chunks), tuple(self.labels), is_prose)

    def put(self, text: str) -> None:
        """Append to the body."""
        chunk = text.encode()
        self.chunks.append(chunk)
        self.length += len(chunk)

    def value(self, value: Any, path: str, name: str, depth: int) -> None:
        """Write a value of any type."""
        if isinstance(value, dict):
            members = [(self.name(own), value[own]) for own in value]
            self.members(members, path, depth)
        elif isinstance(value, (list, tuple)):
            self.items(value, path, name, depth)
        elif isinstance(value, Value) and not isinstance(value.text, str):
            self.marked(value, json.dumps(value.text), path, name)
        elif isinstance(value, (Value, Text)):
            self.put('"')
            for part in value.parts if isinstance(value, Text) else (value,):
                if isinstance(part, Value):
                    self.marked(part, self.escaped(str(part.text)), path, name)
                else:
                    self.put(self.escaped(part))
            self.put('"')
        else:
            self.put(f'"{self.escaped(value)}"' if isinstance(value, str) else json.dumps(value))

    def name(self, words: str | Value) -> str | Value:
        """Return a name in the style of the body; names that are data stay as they are."""
        return words if isinstance(words, (Exact, Value)) else join(words, self.style)

    def members(self, members: list[tuple[str | Value, Any]], path: str, depth: int) -> None:
        """Write an object."""
        self.put("{")
        for place, (name, value) in enumerate(members):
            self.gap(place, depth + 1)
            self.put('"')
            if isinstance(name, Value):
                self.marked(name, self.escaped(str(name.text)), f"{path}.*", "")
            else:
                self.put(self.escaped(name))
            self.put(f'"{self.layout[1]}')
            own = "*" if isinstance(name, Value) else name
            self.value(value, f"{path}.{own}", own, depth + 1)
        self.close("}", members, depth)

    def items(self, items: Any, path: str, name: str, depth: int) -> None:
        """Write an array."""
        self.put("[")
        for place, value in enumerate(items):
            self.gap(place, depth + 1)
            self.value(value, f"{path}[{place}]", name, depth + 1)
        self.close("]", items, depth)

    def gap(self, place: int, depth: int) -> None:
        """Write what stands before a member."""
        if place:
            self.put(self.layout[0])
        if self.layout[2] is not None:
            self.put("\n" + " " * (self.layout[2] * depth))

    def close(self, sign: str, members: Any, depth: int) -> None:
        """Write the end of an object or an array."""
        if self.layout[2] is not None and members:
            self.put("\n" + " " * (self.layout[2] * depth))
        self.put(sign)

    def marked(self, value: Value, written: str, path: str, name: str) -> None:
        """Write a sensitive value, and remember where it is."""
        start = self.length
        self.put(written)
        said = value.said or name
        self.labels.append(Label(value.kind, start, self.length, path, said, value.place))

    def escaped(self, text: str) -> str:
        """Return the inside of a string of JSON."""
        inside = json.dumps(text, ensure_ascii=self.is_ascii)[1:-1]
        for sign in self.escapes:
            inside = inside.replace(sign, "\\/" if sign == "/" else f"\\u{ord(sign):04X}")
        return inside
