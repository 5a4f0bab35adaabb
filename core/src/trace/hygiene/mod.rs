//! Response hygiene: headers, banners, errors.

mod missing_strict_transport_security;

pub(super) use missing_strict_transport_security::MissingStrictTransportSecurity;
