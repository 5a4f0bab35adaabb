"""Which names of detections are right for a label.

Besides the label's own, these count:

- the group that an identifier belongs to: `national-id`, `tax-id`, `health-insurance`;
- under a name that several countries use, such as `nif` or `cedula`, the identifiers of all;
- for a token of a vendor and for a web token, the kind of secret that the field's name says;
- the few names below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .credentials import TOKENS
from .identifiers import ISSUED
from .records import SPECIAL

if TYPE_CHECKING:
    from .tree import Label

SCHEMES = frozenset(scheme.kind for scheme in ISSUED)
VENDORS = frozenset(kind for kind, _ in (*TOKENS, *SPECIAL))
IDENTIFIERS = frozenset({"national-id", "tax-id", "health-insurance"})
SECRETS = frozenset(
    {
        "access-token",
        "api-key",
        "bearer-token",
        "client-secret",
        "one-time-token",
        "password",
        "refresh-token",
        "secret",
        "session-id",
    }
)
OTHERS = {
    "aba-routing-number": {"bank-account"},
    "azure-storage-key": {"connection-string"},
    "card-holder": {"person-name"},
    "imei": {"device-id"},
    "jwt": SECRETS,
    "mrz": {"passport"},
    "passport": {"de-passport", "pl-paszport"},
    "uk-driving-licence": {"drivers-license"},
    "url-credentials": {"connection-string", "password"},
    "vin": {"vehicle-id"},
}


def plain(name: str) -> str:
    """Return a name without what its style adds."""
    return "".join(filter(str.isalnum, name)).lower()


def _countries() -> dict[str, frozenset[str]]:
    """Return the kinds that each name may stand for."""
    kinds: dict[str, set[str]] = {}
    for scheme in ISSUED:
        for name in scheme.names:
            kinds.setdefault(plain(name), set()).add(scheme.kind)
    return {name: frozenset(own) for name, own in kinds.items()}


COUNTRIES = _countries()


def accepts(label: Label, kind: str) -> bool:
    """Tell whether a detection of a kind is right for a label."""
    if kind == label.kind or kind in OTHERS.get(label.kind, ()):
        return True
    if label.kind in VENDORS:
        return kind in SECRETS
    if label.kind in SCHEMES:
        return kind in IDENTIFIERS or kind in COUNTRIES.get(plain(label.name), ())
    return False


def family(kind: str) -> str:
    """Return the row of a table that a kind counts in."""
    return "vendor tokens" if kind in VENDORS else kind
