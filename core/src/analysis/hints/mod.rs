//! What the author of a document says of it.

mod declared_risk;

pub(super) use declared_risk::DeclaredRisk;
