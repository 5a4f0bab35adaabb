//! What rules look for in the bodies of answers, found in one pass.

use std::sync::LazyLock;

use regex_automata::meta::Regex;
use regex_automata::util::syntax;
use regex_automata::{Input, MatchKind, PatternSet};

macro_rules! marks {
    ($($(#[doc = $doc:literal])+ $name:ident => $pattern:literal,)+) => {
        /// Something in a body that some rule looks at more closely.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Mark { $($(#[doc = $doc])+ $name,)+ }

        /// In the order of the marks.
        const PATTERNS: &[&str] = &[$($pattern),+];
    };
}

marks! {
    /// A line of a stack trace.
    Frame => r#"\.(?:java|kt|scala|groovy):[0-9]|at (?:System|Microsoft)\.|:line [0-9]|\.[cm]?[jt]sx?:[0-9]+:[0-9]|\(node:internal/|, line [0-9]+(?:, |\\n|\n)in? ?|\.php\([0-9]|\.rb:[0-9]+:in |goroutine [0-9]+ \[|panicked at "#,
    /// The first line of Python's stack traces.
    Traceback => r"Traceback \(most recent call last\)",
    /// PHP's own message of an error.
    PhpMessage => r"\.php(?:<\\?/b>)? on line (?:<b>)?[0-9]",
    /// MySQL and MariaDB.
    MySql => r"You have an error in your SQL syntax|com\.mysql\.|MySQLSyntaxErrorException|\bER_(?:PARSE_ERROR|DUP_ENTRY|BAD_FIELD_ERROR|NO_SUCH_TABLE)\b|\bmysqli?_(?:query|fetch_)|Duplicate entry '[^'\n]*' for key",
    /// PostgreSQL.
    PostgreSql => r#"syntax error at or near \\?"|duplicate key value violates unique constraint|\bPSQLException|PG::(?:SyntaxError|UniqueViolation|UndefinedTable|UndefinedColumn)|\bpsycopg2?\.(?:errors|OperationalError|ProgrammingError)|relation \\?"[A-Za-z0-9_.]*\\?" does not exist"#,
    /// Microsoft SQL Server.
    SqlServer => r"Unclosed quotation mark after the character string|Incorrect syntax near '|SqlClient\.SqlException|\[SQL Server\]|Microsoft OLE DB Provider for",
    /// Oracle.
    Oracle => r"\bORA-[0-9]{5}\b|oracle\.jdbc",
    /// SQLite.
    Sqlite => r#"\bSQLITE_(?:ERROR|CONSTRAINT|BUSY|MISUSE)|\bsqlite3\.(?:OperationalError|IntegrityError|ProgrammingError)|\bUNIQUE constraint failed: |near \\?"[^"\n]*": syntax error"#,
    /// MongoDB.
    MongoDb => r"\bMongo(?:Server|Network|BulkWrite|Runtime)Error|\bE11000 duplicate key error",
    /// A library between the service and some database.
    OtherDatabase => r"\bsqlalchemy\.exc\.|\borg\.hibernate\.|\bjava\.sql\.SQL[A-Za-z]*Exception|\bSQLSTATE\[|\bPrismaClient[A-Za-z]*Error|\bSequelizeDatabaseError|\bActiveRecord::StatementInvalid|\bQueryFailedError",
    /// A page on which code can be run: Werkzeug's debugger, Rails' console, Laravel's Ignition.
    Console => r"__debugger__|The debugger caught an exception in your WSGI application|data-template-paths=|window\.ignite\(|class=.console. data-mount-point=",
    /// A page that a framework shows to its developers.
    DebugPage => r"You.{1,6}re seeing this error because you have <code>DEBUG = True</code>|Action Controller: Exception caught|Server Error in '[^'\n]*' Application|<h1>An unhandled exception occurred while processing the request|Whitelabel Error Page|sf-dump|Whoops! There was an error",
    /// A list of a folder's files.
    Listing => r"<(?:title|h1)>(?:Index of /|Directory listing for |Directory Listing For )|\[To Parent Directory\]",
    /// The answer to a GraphQL introspection.
    Schema => r#""__schema"[ \t\r\n]*:[ \t\r\n]*\{"#,
    /// A URL whose host is an address of a private network, or begins like one.
    PrivateUrl => r"/\\?/(?:10\.|192\.168\.|172\.(?:1[6-9]|2[0-9]|3[01])\.)[0-9]|/\\?/\[[fF][cCdD][0-9A-Fa-f]{2}:",
}

/// The marks that a body has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Marks(u32);

const _: () = assert!(PATTERNS.len() <= u32::BITS as usize, "a mark is a bit");

/// `None` only where a pattern is none, which a test denies.
static REGEX: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::builder()
        // The literals of all patterns are too many for a search that is faster than the automaton.
        .configure(Regex::config().utf8_empty(false).match_kind(MatchKind::All).auto_prefilter(false))
        .syntax(syntax::Config::new().unicode(false).utf8(false))
        .build_many(PATTERNS)
        .ok()
});

impl Marks {
    /// Looks for all marks at once. A body that has none costs the shorter of two passes.
    pub(super) fn of(body: &[u8]) -> Self {
        let Some(regex) = REGEX.as_ref().filter(|regex| regex.is_match(body)) else { return Self::default() };
        let mut set = PatternSet::new(regex.pattern_len());
        regex.which_overlapping_matches(&Input::new(body), &mut set);
        Self(set.iter().fold(0, |bits, pattern| bits | 1 << pattern.as_u32()))
    }

    /// Tells whether the body has a mark.
    pub(crate) const fn has(self, mark: Mark) -> bool {
        self.0 & 1 << mark as u32 != 0
    }

    /// Tells whether the body has one of several marks.
    pub(crate) fn has_any(self, marks: impl IntoIterator<Item = Mark>) -> bool {
        marks.into_iter().any(|mark| self.has(mark))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_all_marks_of_a_body() {
        assert!(REGEX.is_some());
        let marks =
            Marks::of(b"{\"error\": \"ORA-00942: table or view does not exist\\n\\tat a.B.c(B.java:7)\"}");
        assert!(marks.has(Mark::Oracle) && marks.has(Mark::Frame));
        assert!(!marks.has(Mark::Schema) && !marks.has(Mark::MySql));
    }

    #[test]
    fn finds_none_in_what_apis_answer() {
        for body in [
            r#"{"id": 7, "name": "Ada", "url": "https://shop.dev/a.java", "line": "12, line 4"}"#,
            r#"{"code": "FLORA-12345", "error": "syntax error", "at": "10.1.2.3", "js": "app.js:12"}"#,
            r#"{"error": "Incorrect syntax", "schema": {"__schema": "x"}, "total": "goroutine"}"#,
            "\u{fffd}\u{0}\u{1}",
            "",
        ] {
            assert_eq!(Marks::of(body.as_bytes()), Marks::default(), "{body}");
        }
    }
}
