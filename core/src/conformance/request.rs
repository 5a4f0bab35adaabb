//! A request against its operation.

use std::borrow::Cow;

use super::body::{Body, shown_type};
use super::deviation::{Deviations, Forbidden, Place, What};
use super::known_headers;
use super::names::shown;
use super::operation::OperationPlan;
use super::parameter::ParameterPlan;
use super::schema::Side;
use super::values::{ContentType, Field, Pair, Raw, Style, cookies, fields, pairs};
use super::{Conformance, Requirement, Sent};
use crate::api::contents::PartIndex;
use crate::{HeaderLines, Operation};

pub(super) fn check(own: &Conformance, operation: &Operation, sent: &Sent<'_>, found: &mut Deviations) {
    let Some(plan) = own.operations.get(operation.index as usize) else { return };
    check_path(own, plan, sent.path, found);
    let query = sent.query.unwrap_or_default();
    if !query.is_empty() || plan.requires_query {
        check_query(own, plan, query, found);
    }
    if let Some(headers) = sent.message.headers {
        check_headers(own, plan, headers, found);
        check_cookies(own, plan, headers, found);
    }
    check_body(own, operation, plan, sent, found);
}

fn check_path(own: &Conformance, plan: &OperationPlan, path: &str, found: &mut Deviations) {
    if plan.path.is_empty() {
        return;
    }
    let Some(values) = plan.template.values(path) else { return };
    for parameter in parameters(own, &plan.path) {
        let read = values.iter().find(|(name, _)| *name == parameter.name);
        // Of a record that has only the template no value is known.
        let is_name = |value: &str| {
            value.strip_prefix('{').and_then(|text| text.strip_suffix('}')) == Some(&*parameter.name)
        };
        if let Some((_, value)) = read.filter(|(_, value)| !is_name(value)) {
            parameter.check(&Raw::One(value), Place::Path, own.schemas(), found);
        }
    }
}

fn check_query(own: &Conformance, plan: &OperationPlan, query: &str, found: &mut Deviations) {
    let pairs = pairs(query);
    for parameter in parameters(own, &plan.query) {
        match raw(own, parameter, &pairs) {
            Some(raw) => parameter.check(&raw, Place::Query, own.schemas(), found),
            None if parameter.is_required && !may_be_elsewhere(own, parameter) => {
                found.add(Place::Query, Some(shown(&parameter.name)), What::Missing);
            }
            None => {}
        }
    }
    if plan.has_all {
        let unknown = pairs.iter().filter(|pair| {
            !plan.query_names.has(&pair.name) && !own.credentials.queries.contains(&*pair.name)
        });
        for pair in unknown {
            found.add(Place::Query, Some(shown(&pair.name)), What::Undocumented);
        }
    }
}

/// Tells whether a parameter that is not there under its name may be there as its members.
fn may_be_elsewhere(own: &Conformance, parameter: &ParameterPlan) -> bool {
    parameter.shape(&own.shapes).is_some_and(|shape| shape.is_map() || shape.has_properties())
}

/// Collects what belongs to a parameter.
fn raw<'q>(own: &Conformance, parameter: &ParameterPlan, pairs: &[Pair<'q>]) -> Option<Raw<'q>> {
    let name = &*parameter.name;
    let shape = parameter.shape(&own.shapes);
    let members: Vec<(Cow<'q, str>, &'q str)> = if parameter.style == Style::Deep {
        pairs.iter().filter_map(|pair| Some((member_of(name, &pair.name)?, pair.value))).collect()
    } else if let Some(shape) = shape.filter(|own| own.has_properties() && parameter.is_exploded) {
        let is_member = |pair: &&Pair<'_>| shape.property(&pair.name).is_some();
        pairs.iter().filter(is_member).map(|pair| (pair.name.clone(), pair.value)).collect()
    } else {
        Vec::new()
    };
    if !members.is_empty() {
        return Some(Raw::Members(members));
    }
    let is_own = |pair: &&Pair<'_>| pair.name == name || pair.name.strip_suffix("[]") == Some(name);
    let mut values = pairs.iter().filter(is_own).map(|pair| pair.value);
    let first = values.next()?;
    if !takes_list(own, parameter) {
        // Of several values some servers take the first and some the last.
        return Some(Raw::One(first));
    }
    if !parameter.is_exploded && values.next().is_none() {
        // A list of one looks like a value.
        return Some(Raw::One(first));
    }
    Some(Raw::Many(pairs.iter().filter(is_own).map(|pair| pair.value).collect()))
}

fn takes_list(own: &Conformance, parameter: &ParameterPlan) -> bool {
    use super::shape::Types;
    parameter.shape(&own.shapes).is_some_and(|shape| shape.types.has(Types::ARRAY) || shape.items.is_some())
}

/// Returns the member that a name such as `filter[name]` is of. Deeper ones are not compared.
fn member_of<'q>(name: &str, own: &Cow<'q, str>) -> Option<Cow<'q, str>> {
    let member = own.strip_prefix(name)?.strip_prefix('[')?.strip_suffix(']')?;
    (!member.contains(['[', ']'])).then(|| Cow::Owned(member.to_owned()))
}

fn check_headers(own: &Conformance, plan: &OperationPlan, headers: HeaderLines<'_>, found: &mut Deviations) {
    for parameter in parameters(own, &plan.headers) {
        // These are described elsewhere in a document, and parameters of their names do not count (OpenAPI 3.0.0, "Parameter
        // Object").
        if ["accept", "content-type", "authorization"]
            .iter()
            .any(|own| parameter.name.eq_ignore_ascii_case(own))
        {
            continue;
        }
        let mut lines = headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case(&parameter.name));
        match lines.next() {
            Some((_, value)) if lines.next().is_none() => {
                if let Ok(text) = std::str::from_utf8(value) {
                    parameter.check(&Raw::One(text), Place::RequestHeader, own.schemas(), found);
                }
            }
            Some(_) => {}
            None if parameter.is_required => {
                found.add(Place::RequestHeader, Some(shown(&parameter.name)), What::Missing);
            }
            None => {}
        }
    }
    if !plan.has_all {
        return;
    }
    for (name, _) in headers.iter() {
        let name = if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            Cow::Owned(name.to_ascii_lowercase())
        } else {
            Cow::Borrowed(name)
        };
        let is_known = known_headers::is_known(&name)
            || plan.header_names.contains(&*name)
            || own.credentials.headers.contains(&*name);
        if !is_known {
            found.add(Place::RequestHeader, Some(shown(&name)), What::Undocumented);
        }
    }
}

fn check_cookies(own: &Conformance, plan: &OperationPlan, headers: HeaderLines<'_>, found: &mut Deviations) {
    let lines = headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("cookie"));
    let pairs = cookies(lines.map(|(_, value)| value));
    for parameter in parameters(own, &plan.cookies) {
        match pairs.iter().find(|pair| pair.name == parameter.name) {
            Some(pair) => parameter.check(&Raw::One(pair.value), Place::Cookie, own.schemas(), found),
            None if parameter.is_required => {
                found.add(Place::Cookie, Some(shown(&parameter.name)), What::Missing);
            }
            None => {}
        }
    }
    if plan.has_all {
        let is_known =
            |name: &str| plan.cookie_names.contains(name) || own.credentials.cookies.contains(name);
        for pair in pairs.iter().filter(|pair| !is_known(&pair.name)) {
            found.add(Place::Cookie, Some(shown(&pair.name)), What::Undocumented);
        }
    }
}

fn check_body(
    own: &Conformance,
    operation: &Operation,
    plan: &OperationPlan,
    sent: &Sent<'_>,
    found: &mut Deviations,
) {
    let content_type = sent.message.headers.and_then(|lines| content_type(lines));
    if !plan.fields.is_empty() {
        return check_fields(own, plan, content_type, sent.message.body, found);
    }
    let body = operation.body.and_then(|index| own.bodies.get(index as usize));
    let Some((body, requirement)) = body else { return };
    if sent.message.body == Some(&[]) && *requirement == Requirement::Required {
        return found.add(Place::RequestBody, None, What::Missing);
    }
    if !body.is_empty() {
        let sent = Body { content_type, bytes: sent.message.body, side: Side::Request };
        body.check(sent, own.schemas(), found);
    }
}

/// Compares the fields of a form with the parameters of Swagger 2.0 that describe them.
fn check_fields(
    own: &Conformance,
    plan: &OperationPlan,
    content_type: Option<&str>,
    body: Option<&[u8]>,
    found: &mut Deviations,
) {
    let Some(content_type) = content_type.and_then(ContentType::parse) else { return };
    let Some(body) = body.filter(|body| !body.is_empty()) else { return };
    let (pairs, names) = match &*content_type.essence {
        "application/x-www-form-urlencoded" => {
            let Some(text) = std::str::from_utf8(body).ok().filter(|_| content_type.is_readable) else {
                return;
            };
            let pairs = pairs(text);
            let names: Vec<_> = pairs.iter().map(|pair| pair.name.clone()).collect();
            (pairs, names)
        }
        "multipart/form-data" => {
            let Some(parts) = content_type.boundary.as_deref().and_then(|own| fields(body, own)) else {
                return;
            };
            let names = parts.iter().map(|part| Cow::Borrowed(part.name)).collect();
            // Its texts have no escapes: those that look like some are not compared.
            let plain = |part: &Field<'_>| !part.content.iter().any(|byte| matches!(byte, b'%' | b'+'));
            let texts = parts.into_iter().filter(plain).filter_map(|part| {
                let value = std::str::from_utf8(part.content).ok()?;
                Some(Pair { name: Cow::Borrowed(part.name), value })
            });
            (texts.collect(), names)
        }
        essence => {
            return found.add(Place::RequestBody, Some(shown_type(essence)), What::UndocumentedContentType);
        }
    };
    for parameter in parameters(own, &plan.fields) {
        let is_there = || names.iter().any(|name| *name == parameter.name);
        match raw(own, parameter, &pairs) {
            Some(raw) => parameter.check(&raw, Place::RequestBody, own.schemas(), found),
            None if parameter.is_required && !is_there() => {
                found.add(Place::RequestBody, Some(shown(&parameter.name)), What::Missing);
            }
            None => {}
        }
    }
    if plan.has_all {
        let is_known = |name: &str| {
            let name = name.strip_suffix("[]").unwrap_or(name);
            parameters(own, &plan.fields).any(|own| *own.name == *name)
        };
        for name in names.iter().filter(|name| !is_known(name)) {
            let what = What::UndocumentedProperty(Forbidden::No);
            found.add(Place::RequestBody, Some(Cow::Owned(format!("$.{}", shown(name)))), what);
        }
    }
}

/// Returns the type of a body, where it is said once.
pub(super) fn content_type<'a>(headers: HeaderLines<'a>) -> Option<&'a str> {
    let mut lines = headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("content-type"));
    let (_, value) = lines.next()?;
    std::str::from_utf8(value).ok().filter(|_| lines.next().is_none())
}

fn parameters<'c>(own: &'c Conformance, indices: &'c [PartIndex]) -> impl Iterator<Item = &'c ParameterPlan> {
    indices.iter().filter_map(|index| own.parameters.get(*index as usize))
}
