"""The domains that bodies come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import commerce, prose, public, technical

if TYPE_CHECKING:
    from collections.abc import Callable

    from .records import Records

Domains = dict[str, "Callable[[Records], Any]"]

DOMAINS: Domains = {
    "payments": commerce.payments,
    "banking": commerce.banking,
    "shop": commerce.shop,
    "hospital": public.hospital,
    "insurance": commerce.insurance,
    "telecom": public.telecom,
    "travel": commerce.travel,
    "staff": public.staff,
    "tax": public.tax,
    "logistics": commerce.logistics,
    "things": technical.things,
    "monitoring": technical.monitoring,
    "pipelines": technical.pipelines,
    "exchange": commerce.exchange,
    "government": public.government,
    "companies": public.companies,
    "school": public.school,
    "real estate": commerce.real_estate,
    "cars": commerce.cars,
    "games": technical.games,
    "analytics": technical.analytics,
    "maps": technical.maps,
    "catalogue": commerce.catalogue,
    "accounts": public.accounts,
    "secrets": technical.secrets,
    "survey": public.survey,
    "pharmacy": public.pharmacy,
}
PROSE: Domains = {
    "tickets": prose.ticket,
    "chats": prose.chat,
    "logs": prose.logs,
    "documents": prose.document,
}
