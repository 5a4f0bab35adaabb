//! What is wrong with an expression.

/// Why an expression is none of ECMA-262, or not the one that its author had in mind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PatternError {
    #[error("a group is not closed")]
    OpenGroup,
    #[error("a parenthesis closes no group")]
    UnopenedGroup,
    #[error("a character class is not closed")]
    OpenClass,
    #[error("a quantifier has nothing to repeat")]
    NothingToRepeat,
    #[error("a quantifier or a range has its limits in the wrong order")]
    WrongOrder,
    #[error("it ends in a backslash")]
    TrailingBackslash,
    #[error("it has a kind of group that ECMA-262 does not know, such as `(?i)`, `(?P<name>)` or `(?>)`")]
    UnknownGroup,
    #[error("it has a POSIX class such as `[:alpha:]`, which stands for these very characters in ECMA-262")]
    PosixClass,
    #[error("it has `\\A`, `\\Z` or `\\z`, which are letters and no anchors in ECMA-262")]
    ForeignAnchor,
    #[error("it stands between slashes, which are part of the expression, so nothing can match it")]
    Delimiters,
}
