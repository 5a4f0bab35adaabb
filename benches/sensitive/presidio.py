"""Presidio as its users can run it without a language model: pattern recognizers only."""

from __future__ import annotations

import inspect
import logging
import re
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from .scoring import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .tree import Body

# Its entities that the labels have, by its default recognizers and by those for countries.
ENTITIES = {
    "CREDIT_CARD": "payment-card",
    "CRYPTO": "crypto-address",
    "EMAIL_ADDRESS": "email",
    "IBAN_CODE": "iban",
    "IP_ADDRESS": "ip-address",
    "MAC_ADDRESS": "mac-address",
    "PHONE_NUMBER": "phone",
    "MEDICAL_LICENSE": "us-dea",
    "US_BANK_NUMBER": "bank-account",
    "US_ITIN": "us-itin",
    "US_MBI": "us-mbi",
    "US_NPI": "us-npi",
    "US_PASSPORT": "passport",
    "US_SSN": "us-ssn",
    "ABA_ROUTING_NUMBER": "aba-routing-number",
    "AU_ABN": "au-abn",
    "AU_ACN": "au-acn",
    "AU_MEDICARE": "au-medicare",
    "AU_TFN": "au-tfn",
    "CA_SIN": "ca-sin",
    "DE_HEALTH_INSURANCE": "de-kvnr",
    "DE_ID_CARD": "de-id-card",
    "DE_SOCIAL_SECURITY": "de-rvnr",
    "DE_TAX_ID": "de-steuer-id",
    "ES_NIE": "es-nie",
    "ES_NIF": "es-dni",
    "FI_PERSONAL_IDENTITY_CODE": "fi-hetu",
    "IN_AADHAAR": "in-aadhaar",
    "IN_GSTIN": "in-gstin",
    "IN_PAN": "in-pan",
    "IT_FISCAL_CODE": "it-codice-fiscale",
    "IT_VAT_CODE": "it-partita-iva",
    "KR_BRN": "kr-brn",
    "KR_RRN": "kr-rrn",
    "NG_NIN": "ng-nin",
    "PL_PESEL": "pl-pesel",
    "SE_ORGANISATIONSNUMMER": "se-orgnr",
    "SE_PERSONNUMMER": "se-personnummer",
    "SG_NRIC_FIN": "sg-nric",
    "TH_TNIN": "th-id",
    "TR_NATIONAL_ID": "tr-tckn",
    "UK_DRIVING_LICENCE": "uk-driving-licence",
    "UK_NHS": "uk-nhs",
    "UK_NINO": "uk-nino",
    "ZA_ID_NUMBER": "za-id",
}
# What it looks for in English texts without being told.
DEFAULT = frozenset(
    {
        "CREDIT_CARD",
        "CRYPTO",
        "DATE_TIME",
        "EMAIL_ADDRESS",
        "IBAN_CODE",
        "IP_ADDRESS",
        "MAC_ADDRESS",
        "MEDICAL_LICENSE",
        "PHONE_NUMBER",
        "UK_NHS",
        "URL",
        "US_BANK_NUMBER",
        "US_DRIVER_LICENSE",
        "US_ITIN",
        "US_PASSPORT",
        "US_SSN",
        "UUID",
    }
)
# Its own default, and one for values with the name of their field as context.
WHOLE, LEAVES = 0.35, 0.5
NAME = f"Presidio {WHOLE}"
NAME_WITH_CONTEXT = "with names"
PROCESSES = 2

STRING = r'"((?:[^"\\]|\\.)*)"'
# A name, then a value; or an item of an array.
LEAF = re.compile(rf"{STRING}(\s*:)?|(-?\d[\d.eE+-]*)")

_analyzers: list[Any] = []


def analyzer(names: frozenset[str] = frozenset(ENTITIES)) -> Any:
    """Return an analyzer with the recognizers of some entities."""
    logging.disable(logging.WARNING)
    from presidio_analyzer import (  # noqa: PLC0415
        AnalyzerEngine,
        EntityRecognizer,
        RecognizerRegistry,
        predefined_recognizers,
    )
    from presidio_analyzer.nlp_engine import NoOpNlpEngine  # noqa: PLC0415

    language = NoOpNlpEngine(models=[{"lang_code": "en", "model_name": "no_op"}])
    language.load()
    registry = RecognizerRegistry(supported_languages=["en"])
    registry.recognizers = []
    for _, own in inspect.getmembers(predefined_recognizers, inspect.isclass):
        if not issubclass(own, EntityRecognizer) or inspect.isabstract(own):
            continue
        make: Any = own
        try:
            recognizer = make(supported_language="en")
        except (ImportError, TypeError, ValueError, OSError):
            # It needs a model or a service.
            continue
        if set(recognizer.supported_entities) <= names:
            registry.recognizers.append(recognizer)
    return AnalyzerEngine(registry=registry, nlp_engine=language, supported_languages=["en"])


def leaves(text: str) -> Iterator[tuple[str, int, str]]:
    """Return the values of a JSON text, where they begin, and the names of their fields."""
    name = ""
    for leaf in LEAF.finditer(text):
        inside, colon, number = leaf.groups()
        if colon:
            name = inside
        elif number is not None:
            yield number, leaf.start(), name
        else:
            yield inside, leaf.start() + 1, name


def words(name: str) -> list[str]:
    """Return the words of a name as context."""
    return [name.lower(), *(word.lower() for word in re.findall(r"[A-Za-z][a-z]*|[A-Z]+", name))]


def _prepare() -> None:
    """Build the analyzer of a process."""
    _analyzers.append(analyzer())


def _scan(text: str) -> tuple[list[Hit], list[Hit]]:
    """Return what it finds in a whole body, and in its values one by one."""
    (engine,) = _analyzers
    # It counts characters.
    places = [0]
    for character in text:
        places.append(places[-1] + len(character.encode()))

    def hit(own: Any, start: int) -> Hit:
        kind = ENTITIES[own.entity_type]
        return Hit(kind, places[start + own.start], places[start + own.end], own.score)

    entities = list(ENTITIES)
    found = engine.analyze(text=text, language="en", entities=entities, score_threshold=WHOLE)
    whole = [hit(own, 0) for own in found]
    parts = []
    for value, start, name in leaves(text):
        if len(value) > 2:
            found = engine.analyze(
                text=value,
                language="en",
                entities=entities,
                context=words(name),
                score_threshold=LEAVES,
            )
            parts += [hit(own, start) for own in found]
    return whole, parts


def presidio(bodies: list[Body]) -> dict[str, list[list[Hit]]]:
    """Return what Presidio finds in bodies, in both ways."""
    texts = [body.text.decode() for body in bodies]
    with ProcessPoolExecutor(PROCESSES, initializer=_prepare) as pool:
        found = list(pool.map(_scan, texts, chunksize=50))
    return {NAME: [whole for whole, _ in found], NAME_WITH_CONTEXT: [parts for _, parts in found]}


def name_and_version() -> str:
    """Return what it is called, for the head of a table."""
    return f"presidio-analyzer {version('presidio-analyzer')}"
