use crate::api::tree::percent_decoded;
use crate::rule_meta::declare_rule;
use crate::sensitive::shown_name;
use crate::trace::headers::Known;
use crate::trace::origin::{called_host, host_of, is_same_site};
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, State, TrafficPart};

declare_rule! {
    /// ## What it does
    /// Reports redirects to another site whose host stands in a parameter of the query: `/go?to=https://evil.example`.
    ///
    /// The service may have looked it up in a list, so the finding is a candidate. Redirects within the same site are not
    /// reported, and neither is `redirect_uri` of a request with `client_id`, which OAuth servers know from registration.
    ///
    /// ## Why is this bad?
    /// A link that begins with the service's own name ends at somebody else's page, which asks for the password. Where tokens
    /// are in the URL they go along.
    ///
    /// ## Example
    /// ```http
    /// GET /go?to=https://evil.example/ HTTP/1.1
    ///
    /// HTTP/1.1 302 Found
    /// Location: https://evil.example/
    /// ```
    /// Use instead:
    /// ```http
    /// GET /go?to=orders HTTP/1.1
    ///
    /// HTTP/1.1 302 Found
    /// Location: /orders
    /// ```
    ///
    /// ## References
    /// - [OWASP: Unvalidated Redirects and Forwards](https://cheatsheetseries.owasp.org/cheatsheets/Unvalidated_Redirects_and_Forwards_Cheat_Sheet.html)
    /// - [CWE-601: URL Redirection to Untrusted Site](https://cwe.mitre.org/data/definitions/601.html)
    OpenRedirect {
        source: TraceAnalysis,
        id: "open-redirect",
        severities: [Medium],
        profile: Default,
        category: Application,
        factor: Exposure,
        owasp: [Api8],
        cwe: [601],
        mitigation: "Redirect to paths of your own, or to URLs out of a list.",
    }
}

impl TraceRule for OpenRedirect {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::AnswerHeaders
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        let is_redirect = call.answer.as_ref().is_some_and(|answer| (300..400).contains(&answer.status));
        let location = call.answer_headers().and_then(|headers| headers.text(Known::Location));
        let (Some(location), Some(query)) = (location.filter(|_| is_redirect), call.target.query()) else {
            return;
        };
        let (Some(host), Some(called)) = (host_of(location), called_host(call)) else { return };
        if is_same_site(host, called) {
            return;
        }
        let is_client = query.split('&').any(|pair| pair.starts_with("client_id="));
        for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
            let value = percent_decoded(value).unwrap_or_default();
            let is_same = host_of(&value).is_some_and(|own| own.eq_ignore_ascii_case(host));
            let is_registered = is_client && name.ends_with("redirect_uri");
            if is_same && !is_registered {
                let message = "{operation} redirects to the site that the query parameter {name} names";
                let defect = Defect::new(Severity::Medium, TrafficPart::Query, message);
                let shown = shown_name(name.as_bytes()).unwrap_or("*");
                defects.add(defect.named(shown.to_owned()).in_state(State::Candidate));
            }
        }
    }
}
