//! An operation of a document.

use super::security::Security;
use super::tree::NodeId;
use crate::{Method, OperationRef};

/// A method on a path template, with what the document says of it.
#[derive(Debug, Clone)]
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
    pub(crate) node: NodeId,
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

    /// Returns the method and path as findings and decisions name them.
    #[must_use]
    pub fn to_ref(&self) -> OperationRef {
        OperationRef { method: self.method.clone(), path: self.path.clone() }
    }
}
