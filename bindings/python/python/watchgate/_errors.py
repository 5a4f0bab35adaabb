"""The exceptions of the package."""


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


class PolicyError(WatchgateError, ValueError):
    """Raised for a policy that cannot be used. A policy already in force stays.

    Attributes:
        code: The stable name of the kind of error, for example ``unknown-key``.
        rule: The name of the rule that is wrong.
        key: The key that is wrong.
        line: The line, from 1.
        column: The column in characters, from 1.

    """

    def __init__(
        self,
        message: str,
        *,
        code: str = "policy",
        rule: str | None = None,
        key: str | None = None,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        """Describe what is wrong, and where."""
        super().__init__(message)
        self.code = code
        self.rule = rule
        self.key = key
        self.line = line
        self.column = column


class SettingsError(WatchgateError, ValueError):
    """Raised for settings that cannot be used.

    Attributes:
        code: The stable name of the kind of error, for example ``unknown-key``.
        key: The key that is wrong.
        line: The line, from 1.
        column: The column in characters, from 1.

    """

    def __init__(
        self,
        message: str,
        *,
        code: str = "settings",
        key: str | None = None,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        """Describe what is wrong, and where."""
        super().__init__(message)
        self.code = code
        self.key = key
        self.line = line
        self.column = column


class BaselineError(WatchgateError, ValueError):
    """Raised for a baseline that is no report of this package, neither JSON nor SARIF.

    Attributes:
        code: The stable name of the kind of error, for example ``missing-key``.
        key: The key that is wrong.
        line: The line, from 1.
        column: The column in characters, from 1.

    """

    def __init__(
        self,
        message: str,
        *,
        code: str = "baseline",
        key: str | None = None,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        """Describe what is wrong, and where."""
        super().__init__(message)
        self.code = code
        self.key = key
        self.line = line
        self.column = column


for _error in (WatchgateError, SpecError, PolicyError, SettingsError, BaselineError):
    _error.__module__ = "watchgate"
del _error
