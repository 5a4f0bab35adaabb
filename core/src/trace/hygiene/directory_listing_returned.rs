use crate::rule_meta::declare_rule;
use crate::trace::marks::Mark;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, TrafficPart};

declare_rule! {
    /// ## What it does
    /// Reports successful answers that are a web server's list of the files in a folder: of Apache, NGINX, Python's
    /// `http.server`, Tomcat and IIS.
    ///
    /// ## Why is this bad?
    /// Backups, exports and forgotten files are found by reading, and need no guessing.
    ///
    /// ## Example
    /// ```http
    /// HTTP/1.1 200 OK
    /// Content-Type: text/html
    ///
    /// <title>Index of /backup</title>
    /// ```
    /// Use instead:
    /// ```http
    /// HTTP/1.1 404 Not Found
    /// ```
    ///
    /// ## References
    /// - [OWASP API8:2023 Security Misconfiguration](https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/)
    /// - [CWE-548: Exposure of Information Through Directory Listing](https://cwe.mitre.org/data/definitions/548.html)
    DirectoryListingReturned {
        source: TraceAnalysis,
        id: "directory-listing-returned",
        severities: [Medium],
        profile: Default,
        category: System,
        factor: Exposure,
        owasp: [Api8],
        cwe: [548],
        mitigation: "Turn listings off: `autoindex off` (NGINX), `Options -Indexes` (Apache).",
    }
}

impl TraceRule for DirectoryListingReturned {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::AnswerBody
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        if call.is_accepted() && call.is_page() && call.marks().has(Mark::Listing) {
            let message = "{operation} lists the files of a folder";
            defects.add(Defect::new(Severity::Medium, TrafficPart::ResponseBody, message));
        }
    }
}
