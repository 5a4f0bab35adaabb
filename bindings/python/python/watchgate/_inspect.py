"""One exchange, inspected."""

from collections.abc import Mapping, Sequence
from typing import Any

from watchgate._native import Api, Inspection, Inspector


def inspect(
    exchange: Mapping[str, Any] | str | bytes,
    *,
    api: Api | Sequence[Api] | None = None,
    settings: str | bytes | None = None,
    key: str | bytes | None = None,
) -> Inspection:
    """Return what one exchange shows, against its document if there is one.

    ``exchange`` is a dict of the shape of the native record, or its JSON; ``key`` is what addresses
    and principals are hashed with. Whoever inspects several makes an ``Inspector`` once. Raises
    ``ExchangeError`` and ``SettingsError``.
    """
    return Inspector(api=api, settings=settings, weak_secrets="", key=key).inspect(exchange)
