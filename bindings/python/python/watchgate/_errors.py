"""The exceptions of the package."""

from typing import ClassVar


class WatchgateError(Exception):
    """What the other exceptions of the package have in common."""


class SpecError(WatchgateError, ValueError):
    """Raised for a text that is no OpenAPI document.

    Attributes:
        code: The stable name of the kind of error, for example ``too-deep``.
        line: The line, from 1, where the error has a place.
        column: The column in characters, from 1.
        pointer: The JSON Pointer of the value that is wrong, where there is one.
        file: The file's name as it was given.

    """

    def __init__(
        self,
        message: str,
        *,
        code: str = "spec",
        line: int | None = None,
        column: int | None = None,
        pointer: str | None = None,
        file: str | None = None,
    ) -> None:
        """Describe what is wrong, and where."""
        super().__init__(message)
        self.code = code
        self.line = line
        self.column = column
        self.pointer = pointer
        self.file = file


class _KeyError(WatchgateError, ValueError):
    """What errors about the keys of a YAML or JSON text have in common."""

    _code: ClassVar[str]

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        key: str | None = None,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        """Describe what is wrong, and where."""
        super().__init__(message)
        self.code = self._code if code is None else code
        self.key = key
        self.line = line
        self.column = column


class PolicyError(_KeyError):
    """Raised for a policy that cannot be used. A policy already in force stays.

    Attributes:
        code: The stable name of the kind of error, for example ``unknown-key``.
        rule: The name of the rule that is wrong.
        key: The key that is wrong.
        line: The line, from 1.
        column: The column in characters, from 1.

    """

    _code = "policy"

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        rule: str | None = None,
        key: str | None = None,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        """Describe what is wrong, and where."""
        super().__init__(message, code=code, key=key, line=line, column=column)
        self.rule = rule


class ExchangeError(WatchgateError, ValueError):
    """Raised for a record that is no exchange. It never repeats what the record holds.

    Attributes:
        line: The line, from 1, where the record was a text.
        column: The column, from 1, where the record was a text.

    """

    code = "exchange"

    def __init__(self, message: str, *, line: int | None = None, column: int | None = None) -> None:
        """Describe what is wrong, and where."""
        super().__init__(message)
        self.line = line
        self.column = column


class SettingsError(_KeyError):
    """Raised for settings that cannot be used.

    Attributes:
        code: The stable name of the kind of error, for example ``unknown-key``.
        key: The key that is wrong.
        line: The line, from 1.
        column: The column in characters, from 1.

    """

    _code = "settings"


class BaselineError(_KeyError):
    """Raised for a baseline that is no report of this package, neither JSON nor SARIF.

    Attributes:
        code: The stable name of the kind of error, for example ``missing-key``.
        key: The key that is wrong.
        line: The line, from 1.
        column: The column in characters, from 1.

    """

    _code = "baseline"


class DetectorError(_KeyError):
    """Raised for a detector that cannot be used.

    Attributes:
        code: The stable name of the kind of error, for example ``invalid-pattern``.
        detector: The name of the detector.
        key: The key that is wrong.
        line: The line, from 1, if the detector stands in settings.
        column: The column in characters, from 1.

    """

    _code = "detector"

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        detector: str | None = None,
        key: str | None = None,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        """Describe what is wrong, and where."""
        super().__init__(message, code=code, key=key, line=line, column=column)
        self.detector = detector


for _error in (
    WatchgateError,
    SpecError,
    PolicyError,
    SettingsError,
    BaselineError,
    DetectorError,
):
    _error.__module__ = "watchgate"
del _error
