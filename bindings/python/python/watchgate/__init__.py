"""Embeddable API security: sees every API call, scores every operation, decides every request.

Example::

    import watchgate

    api = watchgate.Api.parse(text, name="payments")
    guard = watchgate.Guard(api=api, policy=policy)
    decision = guard.decide("POST", "/PaymentAuth", workload="storefront")
    if not decision.allowed:
        ...  # answer with decision.status; decision.reasons says why

    for detection in watchgate.Scanner().scan(body):
        print(detection.type, detection.path, detection.masked)
"""

from watchgate._errors import (
    BaselineError,
    DetectorError,
    ExchangeError,
    PolicyError,
    SettingsError,
    SpecError,
    WatchgateError,
)
from watchgate._inspect import inspect
from watchgate._native import (
    Api,
    Decision,
    Detection,
    Exchanges,
    Finding,
    Grade,
    Guard,
    Inspection,
    Inspector,
    Operation,
    Risk,
    Scanner,
    SpecReport,
    TrafficReport,
    __version__,
    read_exchanges,
    rules,
)
from watchgate._record import Record

__all__ = [
    "Api",
    "BaselineError",
    "Decision",
    "Detection",
    "DetectorError",
    "ExchangeError",
    "Exchanges",
    "Finding",
    "Grade",
    "Guard",
    "Inspection",
    "Inspector",
    "Operation",
    "PolicyError",
    "Record",
    "Risk",
    "Scanner",
    "SettingsError",
    "SpecError",
    "SpecReport",
    "TrafficReport",
    "WatchgateError",
    "__version__",
    "inspect",
    "read_exchanges",
    "rules",
]
