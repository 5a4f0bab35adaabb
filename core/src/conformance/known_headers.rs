//! Headers that no document has to name.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

/// Request headers of HTTP, of browsers, of proxies and of tracing, in small letters and in their order. From the registry of
/// HTTP field names (IANA), Fetch Metadata, Client Hints, Trace Context, Baggage, B3, and what common proxies add.
const KNOWN: [&str; 100] = [
    "accept",
    "accept-charset",
    "accept-datetime",
    "accept-encoding",
    "accept-language",
    "access-control-request-headers",
    "access-control-request-method",
    "access-control-request-private-network",
    "age",
    "alt-used",
    "authorization",
    "b3",
    "baggage",
    "cache-control",
    "cdn-loop",
    "client-ip",
    "connection",
    "content-digest",
    "content-disposition",
    "content-encoding",
    "content-language",
    "content-length",
    "content-location",
    "content-md5",
    "content-range",
    "content-type",
    "cookie",
    "correlation-id",
    "date",
    "device-memory",
    "digest",
    "dnt",
    "downlink",
    "dpop",
    "dpr",
    "early-data",
    "ect",
    "expect",
    "fastly-client-ip",
    "forwarded",
    "from",
    "grpc-timeout",
    "host",
    "http2-settings",
    "idempotency-key",
    "if-match",
    "if-modified-since",
    "if-none-match",
    "if-range",
    "if-unmodified-since",
    "keep-alive",
    "last-event-id",
    "max-forwards",
    "newrelic",
    "origin",
    "ping-from",
    "ping-to",
    "pragma",
    "prefer",
    "priority",
    "proxy-authorization",
    "proxy-connection",
    "purpose",
    "range",
    "referer",
    "request-id",
    "rtt",
    "save-data",
    "sentry-trace",
    "service-worker",
    "service-worker-navigation-preload",
    "signature",
    "signature-input",
    "te",
    "trace-id",
    "traceparent",
    "tracestate",
    "trailer",
    "transfer-encoding",
    "true-client-ip",
    "tus-resumable",
    "upgrade",
    "upgrade-insecure-requests",
    "user-agent",
    "via",
    "viewport-width",
    "want-content-digest",
    "want-digest",
    "warning",
    "width",
    "x-client-ip",
    "x-cluster-client-ip",
    "x-correlation-id",
    "x-csrf-token",
    "x-csrftoken",
    "x-http-method-override",
    "x-real-ip",
    "x-request-id",
    "x-requested-with",
    "x-xsrf-token",
];

static BY_NAME: LazyLock<FxHashSet<&str>> = LazyLock::new(|| KNOWN.into_iter().collect());

/// What the names of families begin with: of browsers, proxies, clouds, meshes and tracing.
const FAMILIES: [&str; 17] = [
    ":",
    "access-control-",
    "cf-",
    "fly-",
    "sec-",
    "uber-trace-",
    "x-amz",
    "x-amzn-",
    "x-appengine-",
    "x-azure-",
    "x-b3-",
    "x-cloud-trace",
    "x-datadog-",
    "x-envoy-",
    "x-forwarded",
    "x-original-",
    "x-vercel-",
];

/// Tells whether a request header, in small letters, is nobody's own.
pub(super) fn is_known(name: &str) -> bool {
    BY_NAME.contains(name) || FAMILIES.iter().any(|family| name.starts_with(family))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_a_services_own_headers_from_those_of_the_way() {
        assert!(KNOWN.is_sorted() && BY_NAME.len() == KNOWN.len());
        for name in ["accept", "sec-fetch-mode", "x-forwarded-for", "traceparent", "x-xsrf-token", "dnt"] {
            assert!(is_known(name), "{name}");
        }
        for name in ["x-tenant", "x-api-key", "debug", "x-request-idd"] {
            assert!(!is_known(name), "{name}");
        }
    }
}
