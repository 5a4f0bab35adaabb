//! Deciding requests.

use std::sync::Arc;

use napi::bindgen_prelude::ClassInstance;
use napi::{Either, Env};
use napi_derive::napi;
use watchgate::{Destination, Direction, Policy, Request, Timestamp};

use crate::api::{Api, Text, bytes, json, settings};
use crate::decision::Decisions;
use crate::errors::{Failure, Refusal, either, word_of};

/// Decides requests against the documents and the policy of a service.
#[derive(Debug)]
#[napi]
pub struct Guard {
    guard: watchgate::Guard,
    decisions: Decisions,
}

#[napi]
impl Guard {
    /// Analyses the documents and compiles routers and policy.
    #[napi(catch_unwind)]
    pub fn build(
        apis: Vec<ClassInstance<'_, Api>>,
        policy: Option<Text>,
        settings: Option<Text>,
        base_path: Option<String>,
    ) -> Either<Guard, Failure> {
        let apis = apis.iter().map(|api| Arc::clone(&api.0)).collect();
        either(build(apis, policy.as_ref(), settings.as_ref(), base_path))
    }

    /// Decides a request on what its head tells, and returns the decision's number. What is not known stays out.
    #[napi(catch_unwind)]
    #[allow(clippy::too_many_arguments, reason = "scalars cross the border cheaper than one object")]
    pub fn decide(
        &mut self,
        env: &Env,
        method: String,
        target: String,
        route: Option<String>,
        host: Option<String>,
        direction: Option<String>,
        source_ip: Option<String>,
        workload: Option<String>,
        principal: Option<String>,
        scopes: Option<Vec<String>>,
        country: Option<String>,
        asn: Option<u32>,
        destination: Option<String>,
        destination_workload: Option<String>,
    ) -> napi::Result<i64> {
        let scopes: Vec<&str> = scopes.iter().flatten().map(String::as_str).collect();
        let mut request = Request::new(&method, &target);
        request.route = route.as_deref();
        request.host = host.as_deref();
        if let Some(word) = direction {
            request.direction = word_of(env, Direction::from_word(&word), DIRECTION)?;
        }
        if let Some(word) = destination {
            request.destination = Some(word_of(env, Destination::from_word(&word), DESTINATION)?);
        }
        if let Some(text) = source_ip {
            request.source_ip = Some(word_of(env, text.parse().ok(), SOURCE_IP)?);
        }
        request.country = country.as_deref();
        request.asn = asn;
        request.workload = workload.as_deref();
        request.destination_workload = destination_workload.as_deref();
        request.principal = principal.as_deref();
        request.scopes = &scopes;
        Ok(self.decisions.number(self.guard.decide(&request)))
    }

    /// Returns a decision by its number as JSON; null when so many others came after it that it is forgotten.
    #[napi]
    pub fn decision(&self, number: i64) -> Option<String> {
        self.decisions.get(number).map(json)
    }

    /// Puts another policy in force; when it cannot be used, the policy in force stays.
    #[napi(catch_unwind)]
    pub fn replace_policy(&mut self, policy: Text) -> Option<Failure> {
        let replaced = Policy::parse(bytes(&policy)).and_then(|policy| self.guard.replace_policy(&policy));
        self.decisions.forget();
        replaced.err().map(|error| *Box::<Failure>::from(error))
    }

    /// Returns the findings of all documents, each as JSON.
    #[napi]
    pub fn findings(&self) -> Vec<String> {
        self.guard.findings().iter().map(json).collect()
    }

    /// Returns the risk of an operation as JSON; null when no document has it.
    #[napi]
    pub fn risk(&self, method: String, path: String) -> Option<String> {
        self.guard.risk(&method, &path).map(json)
    }
}

fn build(
    apis: Vec<Arc<watchgate::Api>>,
    policy: Option<&Text>,
    settings_text: Option<&Text>,
    base_path: Option<String>,
) -> Result<Guard, Box<Failure>> {
    let mut builder = watchgate::Guard::builder().settings(settings(settings_text)?).as_of(Timestamp::now());
    for api in apis {
        builder = builder.api(api);
    }
    if let Some(policy) = policy {
        builder = builder.policy(Policy::parse(bytes(policy))?);
    }
    if let Some(base_path) = base_path {
        builder = builder.base_path(base_path);
    }
    Ok(Guard { guard: builder.build()?, decisions: Decisions::default() })
}

const DIRECTION: Refusal = ("`direction` is neither `inbound` nor `outbound`", "ERR_INVALID_ARG_VALUE");
const DESTINATION: Refusal = ("`destination` is neither `internal` nor `external`", "ERR_INVALID_ARG_VALUE");
const SOURCE_IP: Refusal = ("`sourceIp` is no IP address", "ERR_INVALID_IP_ADDRESS");
