//! Traffic against the document: what it does not name, what is missing, what breaks its schema.

mod deprecated_operation_used;
mod invalid_input_accepted;
mod missing_input_accepted;
mod read_only_property_sent;
mod repeated_name_accepted;
mod response_breaks_schema;
mod undocumented_cookie;
mod undocumented_method;
mod undocumented_operation;
mod undocumented_query_parameter;
mod undocumented_request_content_type;
mod undocumented_request_header;
mod undocumented_request_property;
mod undocumented_response_content_type;
mod undocumented_response_property;
mod undocumented_server;
mod undocumented_status;
mod write_only_property_returned;

pub(super) use deprecated_operation_used::DeprecatedOperationUsed;
pub(super) use invalid_input_accepted::InvalidInputAccepted;
pub(super) use missing_input_accepted::MissingInputAccepted;
pub(super) use read_only_property_sent::ReadOnlyPropertySent;
pub(super) use repeated_name_accepted::RepeatedNameAccepted;
pub(super) use response_breaks_schema::ResponseBreaksSchema;
pub(super) use undocumented_cookie::UndocumentedCookie;
pub(super) use undocumented_method::UndocumentedMethod;
pub(super) use undocumented_operation::UndocumentedOperation;
pub(super) use undocumented_query_parameter::UndocumentedQueryParameter;
pub(super) use undocumented_request_content_type::UndocumentedRequestContentType;
pub(super) use undocumented_request_header::UndocumentedRequestHeader;
pub(super) use undocumented_request_property::UndocumentedRequestProperty;
pub(super) use undocumented_response_content_type::UndocumentedResponseContentType;
pub(super) use undocumented_response_property::UndocumentedResponseProperty;
pub(super) use undocumented_server::UndocumentedServer;
pub(super) use undocumented_status::UndocumentedStatus;
pub(super) use write_only_property_returned::WriteOnlyPropertyReturned;

use super::{Call, Defect};
use crate::conformance::{Deviation, Place};
use crate::{TrafficPart, sensitive};

/// Returns the part of the exchange that a deviation is in.
const fn part(place: Place) -> TrafficPart {
    match place {
        Place::Path => TrafficPart::Path,
        Place::Query => TrafficPart::Query,
        Place::RequestHeader => TrafficPart::RequestHeader,
        Place::Cookie => TrafficPart::Cookie,
        Place::RequestBody => TrafficPart::RequestBody,
        Place::Status => TrafficPart::Status,
        Place::ResponseHeader => TrafficPart::ResponseHeader,
        Place::ResponseBody => TrafficPart::ResponseBody,
    }
}

/// Tells whether a deviation is the request's.
const fn is_request(deviation: &Deviation) -> bool {
    !matches!(deviation.place, Place::Status | Place::ResponseHeader | Place::ResponseBody)
}

/// Names what a deviation is about.
fn named(defect: Defect, deviation: &Deviation) -> Defect {
    match &deviation.name {
        Some(name) => defect.named(name.clone()),
        None => defect,
    }
}

/// Tells whether the name of a property says that its value is sensitive.
fn is_sensitive(deviation: &Deviation) -> bool {
    let name = deviation.name.as_deref().and_then(|way| way.rsplit('.').next());
    name.is_some_and(|name| sensitive::classify(name).is_some())
}

/// Tells whether a call is none of an application: browsers ask for permission with `OPTIONS` on their own.
fn is_aside(call: &Call<'_>) -> bool {
    call.exchange.request.method.eq_ignore_ascii_case("OPTIONS")
}
