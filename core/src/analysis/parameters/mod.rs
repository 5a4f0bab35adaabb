//! Parameters and bodies: what operations take, and from where.

mod body_on_bodyless_method;
mod body_on_delete;
mod object_access_without_denial;
mod template;
mod undeclared_path_parameter;
mod unexpected_body;

pub(super) use body_on_bodyless_method::BodyOnBodylessMethod;
pub(super) use body_on_delete::BodyOnDelete;
pub(super) use object_access_without_denial::ObjectAccessWithoutDenial;
pub(super) use undeclared_path_parameter::UndeclaredPathParameter;
