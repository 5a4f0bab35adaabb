use crate::rule_meta::declare_rule;
use crate::trace::media::start;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, TrafficPart};

declare_rule! {
    /// ## What it does
    /// Reports files that were never meant to be served: settings (`/.env`), version control (`/.git/config`, `/.git/HEAD`),
    /// credentials of a cloud (`/.aws/credentials`), and source code of PHP.
    ///
    /// Both the path and the content have to be those of such a file.
    ///
    /// ## Why is this bad?
    /// The files hold passwords and keys, or all of the source code.
    ///
    /// ## Example
    /// ```http
    /// GET /.env HTTP/1.1
    ///
    /// HTTP/1.1 200 OK
    ///
    /// DB_PASSWORD=...
    /// ```
    /// Use instead:
    /// ```http
    /// GET /.env HTTP/1.1
    ///
    /// HTTP/1.1 404 Not Found
    /// ```
    ///
    /// ## References
    /// - [OWASP API8:2023 Security Misconfiguration](https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/)
    /// - [CWE-540: Inclusion of Sensitive Information in Source Code](https://cwe.mitre.org/data/definitions/540.html)
    /// - [CWE-538: Insertion of Sensitive Information into Externally-Accessible File or Directory](https://cwe.mitre.org/data/definitions/538.html)
    PrivateFileReturned {
        source: TraceAnalysis,
        id: "private-file-returned",
        severities: [High],
        profile: Default,
        category: System,
        factor: Exposure,
        owasp: [Api8],
        cwe: [538, 527, 540],
        mitigation: "Serve a folder that holds only what may be read, and renew every credential of the file.",
    }
}

impl TraceRule for PrivateFileReturned {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::AnswerBody
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        let Some(body) = call.answer_body().filter(|_| call.is_accepted() && !call.is_page()) else { return };
        if let Some(file) = private_file(call.target.path(), start(body)) {
            let message = "{operation} answers with {detail}";
            defects.add(Defect::new(Severity::High, TrafficPart::ResponseBody, message).with(file));
        }
    }
}

/// Returns what a file is called that nobody should get, by its path and its content.
fn private_file(path: &str, body: &[u8]) -> Option<&'static str> {
    let (folders, file) = path.rsplit_once('/')?;
    let folder = folders.rsplit('/').next().unwrap_or_default();
    match (folder, file) {
        (_, ".env") => is_settings(body).then_some("a file of settings"),
        _ if file.starts_with(".env.") => is_settings(body).then_some("a file of settings"),
        (".git", "config") => has(body, b"[core]").then_some("the settings of a Git repository"),
        (".git", "HEAD") => body.starts_with(b"ref: refs/").then_some("a part of a Git repository"),
        (".aws", "credentials") => has(body, b"aws_access_key_id").then_some("credentials of a cloud"),
        _ if file.ends_with(".php") => body.starts_with(b"<?php").then_some("the source code of PHP"),
        _ => None,
    }
}

/// Tells whether the first lines are `KEY=value`, with comments and empty lines between.
fn is_settings(body: &[u8]) -> bool {
    let lines = body.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    let mut lines = lines.filter(|line| !line.is_empty() && !line.starts_with(b"#")).take(8).peekable();
    lines.peek().is_some() && lines.all(is_setting)
}

fn is_setting(line: &[u8]) -> bool {
    let line = line.strip_prefix(b"export ").unwrap_or(line);
    let mut parts = line.splitn(2, |byte| *byte == b'=');
    let is_key =
        |key: &[u8]| !key.is_empty() && key.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    parts.next().is_some_and(is_key) && parts.next().is_some()
}

fn has(body: &[u8], text: &[u8]) -> bool {
    memchr::memmem::find(body, text).is_some()
}
