//! The operation of an observation.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::trace::call::CallPlace;
use crate::{Operation, OperationRef};

/// The operation that an exchange called. What is shown of an undocumented path is made when it is asked for.
#[derive(Clone, Copy)]
pub struct ObservedOperation<'a>(CallPlace<'a>);

impl<'a> ObservedOperation<'a> {
    pub(super) const fn new(place: CallPlace<'a>) -> Self {
        Self(place)
    }

    /// Returns the documented operation.
    #[must_use]
    pub const fn documented(&self) -> Option<&'a Operation> {
        self.0.operation
    }

    /// Returns method and path: the document's, the framework's route, or a template in which only words stay that are
    /// nobody's.
    #[must_use]
    pub fn to_ref(&self) -> OperationRef {
        self.0.to_ref()
    }
}

impl PartialEq for ObservedOperation<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.to_ref() == other.to_ref()
    }
}

impl Serialize for ObservedOperation<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_ref().serialize(serializer)
    }
}

impl fmt::Debug for ObservedOperation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_ref().fmt(f)
    }
}
