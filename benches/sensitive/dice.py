"""A source of choices that is the same for a seed in every version of Python."""

from __future__ import annotations

import datetime as dt
import random
import string
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

Item = TypeVar("Item")

HEX = "0123456789abcdef"
BASE64URL = string.ascii_letters + string.digits + "-_"


class Dice:
    """Draws everything from `getrandbits`, whose stream Python has never changed."""

    def __init__(self, seed: str) -> None:
        """Begin the stream of a seed."""
        self._bits = random.Random(seed).getrandbits  # noqa: S311

    def below(self, limit: int) -> int:
        """Return a number from 0 to below a limit."""
        width = limit.bit_length()
        while (drawn := self._bits(width)) >= limit:
            pass
        return drawn

    def between(self, least: int, most: int) -> int:
        """Return a number of a range, both ends included."""
        return least + self.below(most - least + 1)

    def chance(self, percent: int) -> bool:
        """Return true so many times in a hundred."""
        return self.below(100) < percent

    def pick(self, items: Sequence[Item]) -> Item:
        """Return one of several."""
        return items[self.below(len(items))]

    def some(self, items: Sequence[Item], count: int) -> list[Item]:
        """Return several different ones, in a new order."""
        left = list(items)
        return [left.pop(self.below(len(left))) for _ in range(min(count, len(left)))]

    def text(self, alphabet: str, length: int) -> str:
        """Return a text of an alphabet."""
        return "".join(self.pick(alphabet) for _ in range(length))

    def digits(self, length: int) -> str:
        """Return digits, the first of which may be 0."""
        return self.text(string.digits, length)

    def number(self, length: int) -> str:
        """Return digits, the first of which is not 0."""
        return self.text("123456789", 1) + self.digits(length - 1)

    def upper(self, length: int) -> str:
        """Return capital letters."""
        return self.text(string.ascii_uppercase, length)

    def hex(self, length: int) -> str:
        """Return small hexadecimal digits."""
        return self.text(HEX, length)

    def alphanumeric(self, length: int) -> str:
        """Return letters and digits."""
        return self.text(string.ascii_letters + string.digits, length)

    def base64url(self, length: int) -> str:
        """Return characters of Base64 for URLs (RFC 4648)."""
        return self.text(BASE64URL, length)

    def bytes(self, length: int) -> bytes:
        """Return bytes."""
        return self._bits(8 * length).to_bytes(length, "big")

    def date(self, first: int = 1940, last: int = 2007) -> dt.date:
        """Return a day of some years."""
        start = dt.date(first, 1, 1)
        days = (dt.date(last, 12, 31) - start).days
        return start + dt.timedelta(days=self.below(days + 1))

    def moment(self) -> int:
        """Return a time of these years, in seconds since 1970."""
        return self.between(1_577_836_800, 1_790_000_000)
