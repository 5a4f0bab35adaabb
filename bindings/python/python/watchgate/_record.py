"""The shape of JSON objects inside results."""

from typing import Any


class Record(dict[str, Any]):
    """A JSON object whose keys are attributes as well.

    ``finding.location.line`` and ``finding.location["line"]`` are the same, and a record equals
    the ``dict`` of its items. A key that is no identifier, or the name of a method of ``dict``, is
    reached by its brackets.
    """

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the JSON holds
        """Return the value of a key."""
        try:
            return self[name]
        except KeyError:
            raise AttributeError(f"no key {name!r}", name=name, obj=self) from None

    def __dir__(self) -> list[str]:
        """Return the keys with the methods, so that a prompt can complete them."""
        return sorted({*super().__dir__(), *self})

    def __repr__(self) -> str:
        """Return the items as a call."""
        return f"Record({super().__repr__()})"


Record.__module__ = "watchgate"
