//! What may stand where in a document: enough of the specifications to reach what reads and analyses them.
//!
//! Fields of all versions stand in one table: a field of another version is one that an adapter must pass over.

/// A version of the specification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// Swagger 2.0.
    Two,
    /// OpenAPI 3.0.
    Three0,
    /// OpenAPI 3.1.
    Three1,
    /// OpenAPI 3.2.
    Three2,
}

/// What kind of thing a place holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Root,
    Info,
    Server,
    Variable,
    Paths,
    PathItem,
    Operation,
    Parameter,
    Body,
    Responses,
    Response,
    Content,
    MediaType,
    Header,
    Schema,
    Properties,
    Requirement,
    Scheme,
    Flows,
    Flow,
    Scopes,
    Components,
    Callback,
    Link,
    Hints,
    List(&'static Kind),
    Named(&'static Kind),
    OneOrMore(&'static Kind),
    Word(&'static [&'static str]),
    Text,
    Url,
    Flag,
    Number,
    Any,
}

/// How the value of a kind is written.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Shape {
    /// An object with some of these fields.
    Fields(&'static [(&'static str, Kind)]),
    /// An object with any of these keys.
    Map(&'static [&'static str], &'static Kind),
    /// An array.
    List(&'static Kind),
    /// A value, or a list of such.
    OneOrMore(&'static Kind),
    /// One of these strings.
    Word(&'static [&'static str]),
    /// Any string.
    Text,
    /// `true` or `false`.
    Flag,
    /// A number, as texts of JSON.
    Number,
    /// Anything.
    Any,
}

use Kind::{
    Any, Body, Callback, Components, Content, Flag, Flow, Flows, Header, Hints, Info, Link, List, MediaType,
    Named, Number, OneOrMore, Operation, Parameter, PathItem, Paths, Properties, Requirement, Response,
    Responses, Schema, Scheme, Scopes, Server, Text, Url, Variable, Word,
};

/// Names, of which some are words of the specification: they must not be taken for it.
pub(crate) const NAMES: &[&str] = &[
    "A",
    "B",
    "C",
    "id",
    "type",
    "responses",
    "properties",
    "items",
    "$ref",
    "password",
    "role",
    "amount",
    "X-RateLimit-Limit",
    "card number",
    "a/b~c",
    "",
    "é",
];
const PATHS: &[&str] = &[
    "/a",
    "/a/{id}",
    "/admin/users/{userId}",
    "/payments",
    "/login",
    "/oauth/token",
    "/users/{id}/password",
    "a",
    "/{a}{b}",
    "/a?x=1",
    "/",
    "",
    "x-own",
];
const STATUSES: &[&str] = &["200", "201", "4XX", "400", "401", "403", "429", "500", "default", "x-own", "20"];
const MEDIA_TYPES: &[&str] =
    &["application/json", "*/*", "multipart/form-data", "application/xml", "text/plain; charset=utf-8", "x"];
const TYPES: &[&str] = &["string", "object", "array", "integer", "number", "boolean", "null", "file", "x"];
const FORMATS: &[&str] =
    &["uuid", "date-time", "int32", "int64", "password", "uri", "binary", "byte", "email", "float", "x"];
const PATTERNS: &[&str] =
    &["^[a-z]+$", ".*", "(a+)+$", "[", "^.*$", "^(a|a)*$", "a{1,99999999}", "\\d", "(?<=a)b"];
const URLS: &[&str] = &[
    "https://api.example.com/v1",
    "http://api.example.com",
    "http://localhost:8080",
    "/",
    "",
    "//host",
    "{scheme}://{host}/",
    "https://user:secret@host/",
    "http://example.com#@evil.com/",
    "wss://h/",
    "{$request.body#/callbackUrl}",
    "http://10.0.0.1",
    "https://[::1]/a?key=x",
    "::",
    "file:///etc/passwd",
];
const SCHEMES: &[&str] = &["http", "https", "ws", "wss", "HTTP"];
const VERBS: &[(&str, Kind)] = &[
    ("get", Operation),
    ("post", Operation),
    ("put", Operation),
    ("delete", Operation),
    ("patch", Operation),
    ("query", Operation),
    ("trace", Operation),
    ("additionalOperations", Named(&Operation)),
    ("parameters", List(&Parameter)),
    ("servers", List(&Server)),
    ("$ref", Text),
    ("x-watchgate-ignore", OneOrMore(&Text)),
];
const SECURITY: Kind = List(&Requirement);

const ROOT_2: &[(&str, Kind)] = &[
    ("paths", Paths),
    ("info", Info),
    ("host", Url),
    ("basePath", Url),
    ("schemes", List(&Word(SCHEMES))),
    ("consumes", List(&Word(MEDIA_TYPES))),
    ("produces", List(&Word(MEDIA_TYPES))),
    ("security", SECURITY),
    ("securityDefinitions", Named(&Scheme)),
    ("definitions", Named(&Schema)),
    ("parameters", Named(&Parameter)),
    ("responses", Named(&Response)),
    ("tags", List(&Any)),
    ("x-watchgate", Hints),
    ("x-watchgate-public", Flag),
];
const ROOT_3: &[(&str, Kind)] = &[
    ("paths", Paths),
    ("info", Info),
    ("servers", List(&Server)),
    ("security", SECURITY),
    ("components", Components),
    ("webhooks", Named(&PathItem)),
    ("jsonSchemaDialect", Url),
    ("$self", Url),
    ("tags", List(&Any)),
    ("x-watchgate", Hints),
    ("x-watchgate-ignore", OneOrMore(&Text)),
];
const OPERATION: &[(&str, Kind)] = &[
    ("responses", Responses),
    ("parameters", List(&Parameter)),
    ("requestBody", Body),
    ("security", SECURITY),
    ("deprecated", Flag),
    ("callbacks", Named(&Callback)),
    ("servers", List(&Server)),
    ("schemes", List(&Word(SCHEMES))),
    ("consumes", List(&Word(MEDIA_TYPES))),
    ("produces", List(&Word(MEDIA_TYPES))),
    ("operationId", Text),
    ("tags", List(&Text)),
    ("summary", Text),
    ("x-watchgate", Hints),
    ("x-watchgate-public", Flag),
    ("x-watchgate-ignore", OneOrMore(&Text)),
];
const PARAMETER: &[(&str, Kind)] = &[
    ("name", Word(NAMES)),
    ("in", Word(&["query", "path", "header", "cookie", "body", "formData", "querystring", "x"])),
    ("schema", Schema),
    ("required", Flag),
    ("content", Content),
    ("type", Word(TYPES)),
    ("items", Schema),
    ("maxLength", Number),
    ("enum", List(&Any)),
    ("collectionFormat", Word(&["csv", "multi"])),
    ("example", Any),
];
const SCHEMA: &[(&str, Kind)] = &[
    ("type", OneOrMore(&Word(TYPES))),
    ("properties", Properties),
    ("items", Schema),
    ("allOf", List(&Schema)),
    ("oneOf", List(&Schema)),
    ("anyOf", List(&Schema)),
    ("not", Schema),
    ("additionalProperties", Schema),
    ("unevaluatedProperties", Schema),
    ("patternProperties", Properties),
    ("prefixItems", List(&Schema)),
    ("$defs", Named(&Schema)),
    ("required", List(&Word(NAMES))),
    ("format", Word(FORMATS)),
    ("pattern", Word(PATTERNS)),
    ("maxLength", Number),
    ("maxItems", Number),
    ("minimum", Number),
    ("exclusiveMaximum", Any),
    ("maximum", Number),
    ("enum", List(&Any)),
    ("const", Any),
    ("nullable", Flag),
    ("readOnly", Flag),
    ("writeOnly", Flag),
    ("discriminator", Any),
    ("default", Any),
    ("example", Any),
    ("$id", Url),
    ("$anchor", Word(NAMES)),
    ("$dynamicRef", Text),
    ("x-watchgate-ignore", OneOrMore(&Text)),
];
const SCHEME: &[(&str, Kind)] = &[
    ("type", Word(&["oauth2", "apiKey", "http", "openIdConnect", "mutualTLS", "basic", "x"])),
    ("flows", Flows),
    ("scheme", Word(&["basic", "Bearer", "digest", "negotiate", "oauth", "x", ""])),
    ("in", Word(&["query", "header", "cookie", "path"])),
    ("name", Word(NAMES)),
    ("bearerFormat", Word(&["JWT", "x"])),
    ("flow", Word(&["implicit", "password", "application", "accessCode", "x"])),
    ("scopes", Scopes),
    ("authorizationUrl", Url),
    ("tokenUrl", Url),
    ("openIdConnectUrl", Url),
    ("oauth2MetadataUrl", Url),
    ("deprecated", Flag),
    ("description", Text),
];
const FLOW: &[(&str, Kind)] = &[
    ("scopes", Scopes),
    ("authorizationUrl", Url),
    ("tokenUrl", Url),
    ("refreshUrl", Url),
    ("deviceAuthorizationUrl", Url),
];
const COMPONENTS: &[(&str, Kind)] = &[
    ("schemas", Named(&Schema)),
    ("securitySchemes", Named(&Scheme)),
    ("parameters", Named(&Parameter)),
    ("responses", Named(&Response)),
    ("requestBodies", Named(&Body)),
    ("headers", Named(&Header)),
    ("pathItems", Named(&PathItem)),
    ("callbacks", Named(&Callback)),
    ("links", Named(&Link)),
    ("examples", Named(&Any)),
    ("mediaTypes", Named(&MediaType)),
];

impl Version {
    /// Returns the field that says which version it is.
    pub fn head(self) -> &'static str {
        match self {
            Self::Two => "\"swagger\": \"2.0\"",
            Self::Three0 => "\"openapi\": \"3.0.4\"",
            Self::Three1 => "\"openapi\": \"3.1.1\"",
            Self::Three2 => "\"openapi\": \"3.2.0\"",
        }
    }
}

impl Kind {
    /// Returns how a value is written.
    pub(crate) fn shape(self, version: Version) -> Shape {
        match self {
            Self::Root if version == Version::Two => Shape::Fields(ROOT_2),
            Self::Root => Shape::Fields(ROOT_3),
            Info => Shape::Fields(&[("title", Text), ("version", Text), ("contact", Any), ("license", Any)]),
            Server => Shape::Fields(&[("url", Url), ("variables", Named(&Variable)), ("description", Text)]),
            Variable => Shape::Fields(&[("default", Url), ("enum", List(&Url))]),
            Paths => Shape::Map(PATHS, &PathItem),
            PathItem => Shape::Fields(VERBS),
            Operation => Shape::Fields(OPERATION),
            Parameter | Header => Shape::Fields(PARAMETER),
            Body => Shape::Fields(&[("content", Content), ("required", Flag)]),
            Responses => Shape::Map(STATUSES, &Response),
            Response => Shape::Fields(&[
                ("content", Content),
                ("schema", Schema),
                ("headers", Named(&Header)),
                ("links", Named(&Link)),
                ("examples", Any),
            ]),
            Content => Shape::Map(MEDIA_TYPES, &MediaType),
            MediaType => Shape::Fields(&[
                ("schema", Schema),
                ("itemSchema", Schema),
                ("example", Any),
                ("examples", Named(&Any)),
                ("encoding", Any),
            ]),
            Schema => Shape::Fields(SCHEMA),
            Properties => Shape::Map(NAMES, &Schema),
            Requirement => Shape::Map(NAMES, &List(&Word(&["read", "write", ""]))),
            Scheme => Shape::Fields(SCHEME),
            Flows => Shape::Map(
                &[
                    "implicit",
                    "password",
                    "clientCredentials",
                    "authorizationCode",
                    "deviceAuthorization",
                    "x-a",
                ],
                &Flow,
            ),
            Flow => Shape::Fields(FLOW),
            Scopes => Shape::Map(&["read", "write", ""], &Text),
            Components => Shape::Fields(COMPONENTS),
            Callback => Shape::Map(URLS, &PathItem),
            Link => Shape::Fields(&[("operationId", Text), ("operationRef", Text), ("server", Server)]),
            Hints => Shape::Fields(&[
                ("owner", Text),
                ("labels", OneOrMore(&Any)),
                ("alert", Any),
                ("data", List(&Text)),
                ("risk", Word(&["critical", "high", "none", "x"])),
            ]),
            List(kind) => Shape::List(kind),
            Named(kind) => Shape::Map(NAMES, kind),
            OneOrMore(kind) => Shape::OneOrMore(kind),
            Word(words) => Shape::Word(words),
            Text => Shape::Text,
            Url => Shape::Word(URLS),
            Flag => Shape::Flag,
            Number => Shape::Number,
            Any => Shape::Any,
        }
    }

    /// Returns where components of a kind stand, if a reference may stand for it.
    pub(crate) fn section(self, version: Version) -> Option<&'static str> {
        let is_two = version == Version::Two;
        Some(match self {
            Schema if is_two => "#/definitions",
            Parameter if is_two => "#/parameters",
            Response if is_two => "#/responses",
            Schema => "#/components/schemas",
            Parameter => "#/components/parameters",
            Response => "#/components/responses",
            Body => "#/components/requestBodies",
            Header => "#/components/headers",
            Scheme => "#/components/securitySchemes",
            Callback => "#/components/callbacks",
            Link => "#/components/links",
            MediaType => "#/components/mediaTypes",
            PathItem => "#/components/pathItems",
            _ => return None,
        })
    }
}
