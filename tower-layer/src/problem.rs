//! The response to a denied request: a problem document (RFC 9457).

use bytes::Bytes;
use http::{HeaderValue, Response, StatusCode, header};
use serde::Serialize;
use watchgate::{Decision, OperationRef};

use crate::ResponseBody;

/// Every word of it comes from the policy and the documents, none from the caller.
#[derive(Serialize)]
struct Problem<'a> {
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'static str>,
    status: u16,
    detail: String,
    rule: Option<&'a str>,
    reasons: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    operation: Option<OperationRef>,
}

/// Renders a denial. The decision is in the response's extensions.
pub(crate) fn response<B>(decision: &Decision) -> Response<ResponseBody<B>> {
    let status = decision.status().and_then(|status| StatusCode::from_u16(status).ok());
    let status = status.unwrap_or(StatusCode::FORBIDDEN);
    let reasons = decision.reasons();
    let problem = Problem {
        r#type: "about:blank",
        title: status.canonical_reason(),
        status: status.as_u16(),
        detail: detail(decision.rule(), &reasons),
        rule: decision.rule(),
        reasons,
        operation: decision.operation(),
    };
    // Texts and a number always have a JSON form.
    let document = serde_json::to_vec(&problem).unwrap_or_default();
    let mut response = Response::new(ResponseBody::problem(Bytes::from(document)));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.extensions_mut().insert(decision.clone());
    response
}

fn detail(rule: Option<&str>, reasons: &[String]) -> String {
    let reasons = reasons.join(", ");
    match rule {
        Some(rule) => format!("blocked by {rule}: {reasons}"),
        None => format!("blocked: {reasons}"),
    }
}
