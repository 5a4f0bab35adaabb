//! The layer.

use std::sync::Arc;

use tower_layer::Layer;
use watchgate::{Direction, Guard};

use crate::gate::Gate;
use crate::{FindDestination, FindPrincipal, FindRoute, FindSource, Watchgate};

/// Puts a [`Guard`] in front of a service. See the [crate's documentation](crate).
///
/// # Examples
/// ```
/// use std::net::IpAddr;
///
/// use http::request::Parts;
/// use watchgate::Guard;
/// use watchgate_tower::{Source, WatchgateLayer};
///
/// /// What the application's own authentication has left in the extensions.
/// #[derive(Clone)]
/// struct User(String);
///
/// let layer = WatchgateLayer::new(Guard::builder().build()?)
///     .source(|_: &Parts| Source::new().workload("storefront"))
///     .principal(|parts: &Parts| parts.extensions.get::<User>().map(|user| user.0.clone()));
/// # Ok::<(), watchgate::PolicyError>(())
/// ```
#[derive(Debug, Clone)]
pub struct WatchgateLayer {
    gate: Arc<Gate>,
}

impl WatchgateLayer {
    /// Returns a layer for a service that is called.
    #[must_use]
    pub fn new(guard: impl Into<Arc<Guard>>) -> Self {
        Self { gate: Arc::new(Gate::new(guard.into())) }
    }

    /// Sets who calls whom: `Outbound` for the layer around a client.
    #[must_use]
    pub fn direction(self, direction: Direction) -> Self {
        self.with(|gate| gate.direction = direction)
    }

    /// Sets the hook that tells who calls. An address that it leaves out is the connection's peer, where axum tells it.
    #[must_use]
    pub fn source(self, hook: impl FindSource) -> Self {
        self.with(|gate| gate.source = Some(Arc::new(hook)))
    }

    /// Sets the hook that tells who is called.
    #[must_use]
    pub fn destination(self, hook: impl FindDestination) -> Self {
        self.with(|gate| gate.destination = Some(Arc::new(hook)))
    }

    /// Sets the hook that tells on whose behalf the call is made.
    #[must_use]
    pub fn principal(self, hook: impl FindPrincipal) -> Self {
        self.with(|gate| gate.principal = Some(Arc::new(hook)))
    }

    /// Sets the hook that tells which route the framework matched. Where it tells none it is axum's `MatchedPath`.
    #[must_use]
    pub fn route(self, hook: impl FindRoute) -> Self {
        self.with(|gate| gate.route = Some(Arc::new(hook)))
    }

    fn with(mut self, change: impl FnOnce(&mut Gate)) -> Self {
        change(Arc::make_mut(&mut self.gate));
        self
    }
}

impl<S> Layer<S> for WatchgateLayer {
    type Service = Watchgate<S>;

    fn layer(&self, inner: S) -> Self::Service {
        Watchgate::new(inner, Arc::clone(&self.gate))
    }
}
