//! An operation of a document.

use std::fmt;
use std::sync::Arc;

use super::contents::{PartIndex, StatusResponse, Unread};
use super::hints::Hints;
use super::masking::shown;
use super::security::Security;
use super::tree::NodeId;
use crate::{Method, OperationRef};

/// A method on a path template, with what the document says of it.
///
/// `Debug` says which operation it is, without what may be a credential in its path.
#[derive(Clone)]
pub struct Operation {
    /// Its place in [`Api::operations`](super::Api::operations).
    pub(crate) index: u32,
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) id: Option<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) deprecated: bool,
    /// The operation's own `security`; `None` inherits the root's.
    pub(crate) security: Option<Security>,
    /// The index of the server list that counts.
    pub(crate) servers: usize,
    /// Its own parameters and those of its path.
    pub(crate) parameters: Vec<PartIndex>,
    pub(crate) body: Option<PartIndex>,
    pub(crate) responses: Vec<StatusResponse>,
    pub(crate) unread: Unread,
    /// Whether it is declared to be open to everybody (`x-watchgate-public`).
    pub(crate) is_public: bool,
    pub(crate) hints: Arc<Hints>,
    pub(crate) node: NodeId,
}

/// An operation that the provider calls: the other side serves it, and its authentication is the other side's.
#[derive(Debug, Clone)]
pub(crate) struct Outgoing {
    pub(crate) kind: OutgoingKind,
    /// The path is the name of the webhook or the expression of the callback.
    pub(crate) operation: Operation,
}

/// What an outgoing call comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OutgoingKind {
    Webhook,
    /// A callback of an operation.
    Callback {
        operation: u32,
    },
}

impl fmt::Debug for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Operation")
            .field("method", &self.method)
            .field("path", &shown(&self.path))
            .field("id", &self.id.as_deref().map(shown))
            .field("deprecated", &self.deprecated)
            .field("node", &self.node)
            .finish_non_exhaustive()
    }
}

impl Operation {
    /// Returns the method.
    #[must_use]
    pub const fn method(&self) -> &Method {
        &self.method
    }

    /// Returns the path template as the document spells it.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the `operationId`.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// Returns the tags.
    #[must_use]
    pub fn tags(&self) -> &[String] {
        &self.tags
    }

    /// Tells whether the document calls the operation deprecated.
    #[must_use]
    pub const fn is_deprecated(&self) -> bool {
        self.deprecated
    }

    /// Tells whether the document declares it open to everybody (`x-watchgate-public: true`).
    #[must_use]
    pub const fn is_public(&self) -> bool {
        self.is_public
    }

    /// Returns who is responsible for it (`owner` of `x-watchgate`).
    #[must_use]
    pub fn owner(&self) -> Option<&str> {
        self.hints.owner.as_deref()
    }

    /// Returns the labels that policies may ask for (`labels` of `x-watchgate`).
    #[must_use]
    pub fn labels(&self) -> &[String] {
        &self.hints.labels
    }

    /// Returns the types and groups of sensitive data that are expected in it (`data` of `x-watchgate`).
    #[must_use]
    pub fn expected_data(&self) -> &[String] {
        &self.hints.data
    }

    /// Returns the method and path as findings and decisions name them.
    #[must_use]
    pub fn to_ref(&self) -> OperationRef {
        OperationRef { method: self.method.clone(), path: self.path.clone() }
    }
}
