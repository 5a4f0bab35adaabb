"""What all kinds of identifiers have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from sensitive.dice import Dice

ISSUED: list[Scheme] = []


@dataclass(frozen=True)
class Scheme:
    """A kind of identifier: what its fields are called, how it is made and how it is written."""

    kind: str
    names: tuple[str, ...]
    make: Callable[[Dice], str]
    # Beside the compact form; `#` is a character of it.
    forms: tuple[str, ...]
    # Those that hardly anything else looks like, `#` alone for the compact one.
    speaking: tuple[str, ...]

    def written(self, dice: Dice) -> str:
        """Return one in one of its forms."""
        number = self.make(dice)
        fitting = [form for form in self.forms if form.count("#") == len(number)]
        return fill(dice.pick(["#", *fitting]), number)

    def spoken(self, dice: Dice) -> str | None:
        """Return one in a form that speaks for itself, if it has such a form."""
        number = self.make(dice)
        fitting = [form for form in self.speaking if form == "#" or form.count("#") == len(number)]
        return fill(dice.pick(fitting), number) if fitting else None


def fill(form: str, number: str) -> str:
    """Write a compact number in a form."""
    if form == "#":
        return number
    left = iter(number)
    return "".join(next(left) if sign == "#" else sign for sign in form)


def issued(
    kind: str, *names: str, forms: tuple[str, ...] = (), speaking: tuple[str, ...] = ()
) -> Callable[[Callable[[Dice], str]], Callable[[Dice], str]]:
    """Register what makes the compact form of a kind."""

    def register(make: Callable[[Dice], str]) -> Callable[[Dice], str]:
        ISSUED.append(Scheme(kind, names, make, forms, speaking))
        return make

    return register
