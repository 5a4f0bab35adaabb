//! The words of a mapping.

use crate::words::words;

words! {
    /// What a field of a record may be.
    MappedField {
        /// The method.
        Method => "method",
        /// The path, with or without the query, or a whole URL.
        Path => "path",
        /// The query, where the path has none.
        Query => "query",
        /// `GET /path HTTP/1.1`, where method and path do not stand alone.
        RequestLine => "request_line",
        /// The status.
        Status => "status",
        /// The time, in any form.
        Timestamp => "timestamp",
        /// `http` or `https`.
        Scheme => "scheme",
        /// The version of TLS.
        Tls => "tls",
        /// The host, with or without a port.
        Host => "host",
        /// The port that was called.
        Port => "port",
        /// The address of the connection's peer, with or without a port.
        Client => "client",
        /// Who called.
        Principal => "principal",
        /// The calling workload.
        Workload => "workload",
        /// The called workload.
        DestinationWorkload => "destination_workload",
        /// The route template that the framework matched.
        Route => "route",
        /// What the producer calls the record.
        Id => "id",
        /// How long it took, in `duration_unit`.
        Duration => "duration",
        /// All of the request's headers: an object, or a list of pairs.
        RequestHeaders => "request_headers",
        /// All of the response's headers.
        ResponseHeaders => "response_headers",
        /// The request's body, in `body_encoding`.
        RequestBody => "request_body",
        /// The response's body, in `body_encoding`.
        ResponseBody => "response_body",
        /// Bytes of the request's body.
        RequestSize => "request_size",
        /// Bytes of the response's body.
        ResponseSize => "response_size",
        /// The header `User-Agent`, where the headers are not there.
        UserAgent => "user_agent",
        /// The header `Referer`, where the headers are not there.
        Referer => "referer",
        /// The header `X-Forwarded-For`, where the headers are not there.
        ForwardedFor => "forwarded_for",
    }
}

words! {
    /// What a mapped duration counts.
    DurationUnit {
        /// Seconds.
        Seconds => "s",
        /// Milliseconds.
        Milliseconds => "ms",
        /// Microseconds.
        Microseconds => "us",
        /// Nanoseconds.
        Nanoseconds => "ns",
    }
}

words! {
    /// How a mapped body is written.
    BodyEncoding {
        /// As it is.
        Text => "text",
        /// In base64.
        Base64 => "base64",
    }
}
