//! One exchange in, what it shows out.

use std::fmt;
use std::sync::Arc;

use super::accepted::Accepted;
use super::call::{Bodies, CallPlace};
use super::need::Rules;
use super::observation::Lookup;
use super::placed::PathFields;
use super::template::PathWords;
use super::{Call, Defects, Inspection, InspectorBuilder, Observation};
use crate::conformance::Conformance;
use crate::credentials::WeakSecrets;
use crate::locate::Locator;
use crate::settings::Suppressed;
use crate::{
    Api, ApiKeyNames, ContentLimits, Exchange, ExchangeRef, FingerprintKey, Privacy, Scanner, Settings,
    Target, TrustedProxies,
};

/// Looks at exchanges one by one: what each says of the operation it called, against its document and by itself.
///
/// It is compiled once and shared: [`inspect`](Self::inspect) takes `&self`, cannot fail, and does not depend on what was
/// inspected before.
///
/// # Examples
/// ```
/// use watchgate::{Exchange, Inspector};
///
/// let inspector = Inspector::builder().build()?;
/// let exchange = Exchange::parse(br#"{"scheme": "https", "request": {"method": "GET", "target": "/pets"},
///     "response": {"status": 200, "headers": [["content-type", "application/json"]]}}"#)?;
/// let inspection = inspector.inspect(&exchange);
/// assert_eq!(inspection.findings()[0].rule.as_str(), "missing-strict-transport-security");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// `Debug` leaves out the compiled parts.
pub struct Inspector {
    pub(super) apis: Vec<Arc<Api>>,
    /// Of each document.
    pub(super) conformance: Vec<Conformance>,
    pub(super) scanner: Scanner,
    pub(super) settings: Settings,
    pub(super) content_limits: ContentLimits,
    pub(super) locator: Locator,
    pub(super) words: PathWords,
    /// Of all documents' operations, counted through.
    pub(super) path_fields: Vec<PathFields>,
    pub(super) rules: Rules,
    pub(super) suppressed: Vec<Suppressed>,
    pub(super) key_names: ApiKeyNames,
    pub(super) weak_secrets: Option<WeakSecrets>,
    pub(super) accepted: Accepted,
    pub(super) trusted_proxies: TrustedProxies,
    pub(super) privacy: Privacy,
    pub(super) key: Option<FingerprintKey>,
    pub(super) lookup: Option<Lookup>,
}

impl fmt::Debug for Inspector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Inspector")
            .field("apis", &self.apis)
            .field("rules", &self.rules.len())
            .finish_non_exhaustive()
    }
}

impl Inspector {
    /// Starts an inspector.
    #[must_use]
    pub fn builder() -> InspectorBuilder {
        InspectorBuilder::default()
    }

    /// Looks at an exchange.
    #[must_use]
    pub fn inspect<'a>(&'a self, exchange: &'a Exchange) -> Inspection<'a> {
        self.inspect_view(&exchange.to_view())
    }

    /// Looks at an exchange that is kept elsewhere.
    #[must_use]
    pub fn inspect_view<'a>(&'a self, exchange: &ExchangeRef<'a>) -> Inspection<'a> {
        let target = Target::parse(exchange.request.target);
        let place = CallPlace::new(self, exchange, &target);
        let bodies = Bodies::of(exchange, self.content_limits);
        let call = Call::new(self, *exchange, target, place, &bodies);
        let mut defects = Defects::new(&call);
        for rule in self.rules.of(&call) {
            defects.start(rule.meta());
            rule.check(&call, &mut defects);
        }
        let observation = Observation::of(self, exchange, place, &bodies, &call);
        Inspection { inspector: self, observation, place, defects }
    }

    /// Returns the settings.
    pub(crate) const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Returns the documents.
    #[must_use]
    pub fn apis(&self) -> &[Arc<Api>] {
        &self.apis
    }
}
