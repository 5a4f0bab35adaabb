"""Identifiers that countries give to people and companies, with their check digits."""

from . import africa_oceania, americas, asia, eastern_europe, northern_europe, western_europe
from .scheme import ISSUED, Scheme

__all__ = [
    "ISSUED",
    "Scheme",
    "africa_oceania",
    "americas",
    "asia",
    "eastern_europe",
    "northern_europe",
    "western_europe",
]
