use super::verdict::part_of;
use crate::rule_meta::declare_rule;
use crate::sensitive::label;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{Detection, RuleMeta, SensitiveGroup, Severity};

declare_rule! {
    /// ## What it does
    /// Reports secrets, payment data and health data (high), and identifiers of persons (medium) in the claims of
    /// accepted JSON Web Tokens.
    ///
    /// What tokens are for is expected: `sub`, names, mail addresses, telephone numbers, birth dates and addresses,
    /// as OpenID Connect defines them, and identifiers of sessions.
    ///
    /// ## Why is this bad?
    /// The claims are encoded, not encrypted. Whoever sees the token in a log, in a browser or in a proxy reads them.
    ///
    /// ## Example
    /// ```json
    /// {"sub": "ada", "password": "Tr0ub4dor&3"}
    /// ```
    /// Use instead:
    /// ```json
    /// {"sub": "ada"}
    /// ```
    ///
    /// ## References
    /// - [RFC 8725: JSON Web Token Best Current Practices](https://www.rfc-editor.org/rfc/rfc8725), section 3.7
    /// - [OWASP API3:2023 Broken Object Property Level Authorization](https://owasp.org/API-Security/editions/2023/en/0xa3-broken-object-property-level-authorization/)
    /// - [CWE-522: Insufficiently Protected Credentials](https://cwe.mitre.org/data/definitions/522.html)
    /// - [CWE-359: Exposure of Private Personal Information](https://cwe.mitre.org/data/definitions/359.html)
    SensitiveClaimsInJwt {
        source: TraceAnalysis,
        id: "sensitive-claims-in-jwt",
        severities: [High, Medium],
        profile: Default,
        category: SensitiveData,
        factor: SensitiveData,
        owasp: [Api2, Api3],
        cwe: [522, 359],
        mitigation: "Keep in the token who the caller is, and look the rest up; or encrypt the token (JWE).",
    }
}

impl TraceRule for SensitiveClaimsInJwt {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::Credential
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        for (own, jwt, state) in call.accepted_tokens() {
            let found = call.scanner.scan_json(jwt.json());
            for detection in found.into_iter().filter(|detection| !is_expected(detection)) {
                let severity =
                    if detection.group == SensitiveGroup::Pii { Severity::Medium } else { Severity::High };
                let name = format!("{}{}", own.shown_name(), without_numbers(detection.path.as_deref()));
                let message = "{operation} accepts a token with {detail} in {name}";
                let defect = Defect::new(severity, part_of(own), message).named(name);
                defects.add(defect.with(label(&detection.kind)).in_state(state));
            }
        }
    }
}

/// Types that OpenID Connect has claims for (OpenID Connect Core 1.0, section 5.1), and others that say who somebody is.
const EXPECTED: [&str; 8] = [
    "birth-date",
    "coordinates",
    "email",
    "person-name",
    "phone",
    "postal-address",
    "swift-bic",
    "user-name",
];

/// Claims that look like secrets and are none (RFC 7519; OpenID Connect; RFC 7800).
const REGISTERED: [&str; 13] = [
    "$.at_hash",
    "$.azp",
    "$.c_hash",
    "$.client_id",
    "$.cnf.jkt",
    "$.jti",
    "$.nonce",
    "$.s_hash",
    "$.session_state",
    "$.sid",
    "$.sub",
    "$.uti",
    "$.session_id",
];

fn is_expected(detection: &Detection) -> bool {
    detection.group == SensitiveGroup::Network
        || EXPECTED.contains(&detection.kind.as_ref())
        || detection.path.as_deref().is_some_and(|path| REGISTERED.contains(&path))
}

/// Returns a path without the numbers of items, so that findings of one list are one.
fn without_numbers(path: Option<&str>) -> String {
    let mut plain = String::new();
    for part in path.unwrap_or_default().split_inclusive('[') {
        plain.push_str(part.trim_start_matches(|c: char| c.is_ascii_digit() && plain.ends_with("[*")));
        if part.ends_with('[') {
            plain.push('*');
        }
    }
    plain
}
