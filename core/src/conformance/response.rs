//! A response against its operation.

use std::borrow::Cow;

use super::body::{Body, BodyPlan};
use super::deviation::{Deviations, Place, What};
use super::names::shown;
use super::parameter::{ParameterPlan, SchemaBuilder};
use super::request::content_type;
use super::schema::Side;
use super::values::Raw;
use super::{Answered, Conformance};
use crate::api::contents::{Response, Status};
use crate::{Method, Operation};

/// A response, ready to be compared.
#[derive(Debug)]
pub(super) struct ResponsePlan {
    body: BodyPlan,
    headers: Vec<ParameterPlan>,
}

impl ResponsePlan {
    pub(super) fn new(response: &Response, schemas: &mut SchemaBuilder<'_>) -> Self {
        let body = BodyPlan::new(&response.content, Side::Response, schemas);
        let headers = response.headers.iter().map(|own| ParameterPlan::of_header(own, schemas)).collect();
        Self { body, headers }
    }
}

pub(super) fn check(
    own: &Conformance,
    operation: &Operation,
    answered: &Answered<'_>,
    found: &mut Deviations,
) {
    let status = answered.status;
    let documented = |status| operation.responses.iter().find(|own| own.status == status);
    let response = documented(Status::Code(status))
        .or_else(|| documented(Status::Range(status / 100)))
        .or_else(|| documented(Status::Default));
    let Some(response) = response else {
        // Anything may answer a request that was never read: a proxy, a limit, a server that is down.
        if !operation.responses.is_empty() && !operation.unread.responses && (100..600).contains(&status) {
            found.add(Place::Status, Some(Cow::Owned(status.to_string())), What::Undocumented);
        }
        return;
    };
    let Some(plan) = response.response.and_then(|index| own.responses.get(index as usize)) else { return };
    let Some(headers) = answered.message.headers else { return };
    for parameter in &plan.headers {
        // It is described with the body (OpenAPI 3.0.0, "Response Object").
        if parameter.name.eq_ignore_ascii_case("content-type") {
            continue;
        }
        let mut lines = headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case(&parameter.name));
        match (lines.next(), lines.next()) {
            (Some((_, value)), None) => {
                if let Ok(text) = std::str::from_utf8(value) {
                    parameter.check(&Raw::One(text), Place::ResponseHeader, own.schemas(), found);
                }
            }
            (None, _) if parameter.is_required => {
                found.add(Place::ResponseHeader, Some(shown(&parameter.name)), What::Missing);
            }
            _ => {}
        }
    }
    // These have no body, whatever their headers say of the one that there would be (RFC 9110, section 6.4.1).
    let has_body = operation.method != Method::Head && status >= 200 && !matches!(status, 204 | 205 | 304);
    if has_body && !plan.body.is_empty() {
        let body =
            Body { content_type: content_type(headers), bytes: answered.message.body, side: Side::Response };
        plan.body.check(body, own.schemas(), found);
    }
}
