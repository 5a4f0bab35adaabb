//! The document: from bytes to a tree that knows where everything stands, and from the tree to the operations, schemes
//! and servers that the rest asks for.

pub(crate) mod contents;
mod document;
mod error;
#[cfg(feature = "fs")]
mod folder;
mod hints;
mod limits;
mod listed;
mod oauth;
mod openapi3;
mod operation;
mod paths;
mod position;
pub(crate) mod problem;
pub(crate) mod reader;
pub(crate) mod references;
mod requirements;
mod resolver;
mod scheme_fields;
mod security;
mod server;
mod server_url;
pub(crate) mod specification;
mod swagger2;
pub(crate) mod tree;
pub(crate) mod uri;
pub(crate) mod url;
#[cfg(feature = "openapiv3")]
mod value;

pub use document::{Api, ApiBuilder};
pub use error::SpecError;
#[cfg(feature = "fs")]
pub use folder::{Folder, LoadError};
pub use limits::Limits;
pub use oauth::{FlowKind, OAuthFlow, SchemeUrl};
pub use operation::Operation;
pub(crate) use operation::{Outgoing, OutgoingKind};
pub use position::Position;
pub use resolver::{ResolveError, Resolver};
pub use security::{
    ApiKeyLocation, EffectiveSecurity, SchemeKind, SchemeUse, Security, SecurityRequirement, SecurityScheme,
};
pub use server::Server;
pub(crate) use server_url::{ServerUrl, is_below};
