//! Mappings of logs whose names are known.

use super::MappedField::{self, *};
use super::Mapping;

type Table = &'static [(MappedField, &'static [&'static str])];

impl Mapping {
    /// Envoy's JSON log: the names of its documentation and of Istio. They are the operator's choice, so that a log with
    /// other names needs a mapping of its own.
    pub(in super::super) fn envoy() -> Self {
        Self::of(ENVOY)
    }

    /// API Gateway's JSON log: the names that AWS proposes, for REST and for HTTP APIs.
    pub(in super::super) fn api_gateway() -> Self {
        Self::of(API_GATEWAY)
    }
}

const ENVOY: Table = &[
    (Method, &["method", ":method", "request_method"]),
    (Path, &["path", "x_envoy_original_path", ":path"]),
    (Status, &["response_code", "status"]),
    (Timestamp, &["start_time", "timestamp", "time"]),
    (Host, &["authority", ":authority", "host"]),
    (Scheme, &["scheme", "x_forwarded_proto"]),
    (Tls, &["downstream_tls_version", "tls_version"]),
    (Client, &["downstream_direct_remote_address", "downstream_remote_address"]),
    (Id, &["request_id", "x_request_id"]),
    (Duration, &["duration"]),
    (RequestSize, &["bytes_received"]),
    (ResponseSize, &["bytes_sent"]),
    (UserAgent, &["user_agent", "user-agent"]),
    (ForwardedFor, &["x_forwarded_for", "x-forwarded-for"]),
    (DestinationWorkload, &["upstream_workload"]),
];

const API_GATEWAY: Table = &[
    (Method, &["httpMethod", "method"]),
    (Path, &["path", "rawPath", "resourcePath"]),
    (RequestLine, &["routeKey"]),
    (Route, &["resourcePath"]),
    (Status, &["status"]),
    (Timestamp, &["requestTimeEpoch", "requestTime"]),
    (Host, &["domainName"]),
    (Client, &["ip", "sourceIp"]),
    (Principal, &["user", "caller", "authorizerPrincipalId"]),
    (Id, &["requestId", "extendedRequestId"]),
    (Duration, &["responseLatency"]),
    (ResponseSize, &["responseLength"]),
    (UserAgent, &["userAgent"]),
    (Tls, &["tlsVersion"]),
];

/// Names that many producers use, flat and nested.
pub(super) const COMMON: Table = &[
    (
        Method,
        &["method", "http_method", "request_method", "httpMethod", "request.method", "verb", "/http.method"],
    ),
    (
        Path,
        &[
            "path",
            "uri",
            "url",
            "request_uri",
            "request_path",
            "target",
            "request.uri",
            "request.url",
            "request.path",
        ],
    ),
    (Query, &["query", "query_string", "request.query"]),
    (RequestLine, &["request", "request_line"]),
    (
        Status,
        &["status", "status_code", "response_code", "statusCode", "response.status", "/http.status_code"],
    ),
    (Timestamp, &["timestamp", "time", "ts", "@timestamp", "datetime", "start_time", "started_at"]),
    (Scheme, &["scheme", "request.scheme"]),
    (Host, &["host", "http_host", "server_name", "domain", "request.host", "request.headers.host"]),
    (Client, &["remote_addr", "remote_ip", "client_ip", "request.remote_ip", "ip", "source_ip"]),
    (Id, &["request_id", "id", "trace_id"]),
    (UserAgent, &["user_agent", "http_user_agent"]),
    (Referer, &["referer", "http_referer"]),
    (ForwardedFor, &["x_forwarded_for", "http_x_forwarded_for"]),
];
