//! What is wrong with the document as a document: the rest of the analysis is only as good as what it could read.

mod circular_reference;
mod duplicate_key;
mod ignored_reference_siblings;
mod malformed_field;
mod remote_reference;
mod unknown_suppression;
mod unknown_version;
mod unread_reference;
mod unresolved_reference;

pub(super) use circular_reference::CircularReference;
pub(super) use duplicate_key::DuplicateKey;
pub(super) use ignored_reference_siblings::IgnoredReferenceSiblings;
pub(super) use malformed_field::MalformedField;
pub(super) use remote_reference::RemoteReference;
pub(super) use unknown_suppression::UnknownSuppression;
pub(super) use unknown_version::UnknownVersion;
pub(super) use unread_reference::UnreadReference;
pub(super) use unresolved_reference::UnresolvedReference;
