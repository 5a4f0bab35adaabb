use crate::rule_meta::declare_rule;
use crate::trace::marks::{Mark, Marks};
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, TrafficPart};

declare_rule! {
    /// ## What it does
    /// Reports answers with the message of a database: MySQL, PostgreSQL, SQL Server, Oracle, SQLite, MongoDB, or of a
    /// library that speaks to one.
    ///
    /// Errors are confirmed; an answer of success is a candidate, and only where it speaks of an error itself. Pages of
    /// success are documentation.
    ///
    /// ## Why is this bad?
    /// The message tells names of tables and columns, often the statement, and that input reaches the database: it is what
    /// somebody who tries to inject statements waits for.
    ///
    /// ## Example
    /// ```http
    /// HTTP/1.1 500 Internal Server Error
    ///
    /// {"error": "ORA-00942: table or view does not exist"}
    /// ```
    /// Use instead:
    /// ```http
    /// HTTP/1.1 500 Internal Server Error
    ///
    /// {"error": "internal", "id": "7f3a"}
    /// ```
    ///
    /// ## References
    /// - [OWASP API8:2023 Security Misconfiguration](https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/)
    /// - [CWE-89: Improper Neutralization of Special Elements used in an SQL Command](https://cwe.mitre.org/data/definitions/89.html)
    /// - [CWE-209: Generation of Error Message Containing Sensitive Information](https://cwe.mitre.org/data/definitions/209.html)
    DatabaseErrorReturned {
        source: TraceAnalysis,
        id: "database-error-returned",
        severities: [Medium],
        profile: Default,
        category: Application,
        factor: Exposure,
        owasp: [Api8],
        cwe: [209, 200],
        mitigation: "Catch errors of the database, log them, and answer with a message of your own.",
    }
}

impl TraceRule for DatabaseErrorReturned {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::AnswerBody
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        let marks = call.marks();
        let Some((_, database)) = DATABASES.into_iter().find(|(mark, _)| marks.has(*mark)) else { return };
        let Some((_, state)) = call.error_body() else { return };
        if call.sent.body.is_some_and(|sent| Marks::of(sent).has_any(DATABASES.map(|(mark, _)| mark))) {
            return;
        }
        let message = "{operation} answers with an error message of {detail}";
        let defect = Defect::new(Severity::Medium, TrafficPart::ResponseBody, message);
        defects.add(defect.with(database).in_state(state));
    }
}

const DATABASES: [(Mark, &str); 7] = [
    (Mark::MySql, "MySQL"),
    (Mark::PostgreSql, "PostgreSQL"),
    (Mark::SqlServer, "SQL Server"),
    (Mark::Oracle, "Oracle"),
    (Mark::Sqlite, "SQLite"),
    (Mark::MongoDb, "MongoDB"),
    (Mark::OtherDatabase, "its database"),
];
