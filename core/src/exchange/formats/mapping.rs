//! JSON records of any shape, by a table that says which of their fields is what.

mod apply;
#[expect(unreachable_pub, reason = "lists of words are all written as public ones")]
mod field;
mod known;
mod parse;

use field::{BodyEncoding, DurationUnit, MappedField};

/// Which fields of a JSON record are what. The default one tries the names that many producers use.
///
/// # Shape
/// In YAML or JSON, each key with a field or a list of fields of which the first that is there counts. A field is a name,
/// names with points between them for what is nested, or a JSON Pointer (RFC 6901) for names with points in them:
///
/// ```yaml
/// method: request.method
/// path: [request.uri, request.url]
/// status: /http.status
/// timestamp: ts
/// client: [remote_ip, remote_addr]
/// duration: took
/// duration_unit: s          # s, ms (the default), us or ns
/// request_headers: request.headers
/// response_body: response.body
/// body_encoding: base64     # text (the default) or base64
/// ```
///
/// The other keys are `query`, `request_line`, `scheme`, `tls`, `host`, `port`, `principal`, `workload`,
/// `destination_workload`, `route`, `id`, `response_headers`, `request_body`, `request_size`, `response_size`, `user_agent`,
/// `referer` and `forwarded_for`. Needed are `method` and `path`, or `request_line`.
///
/// # Examples
/// ```
/// use watchgate::{ExchangeReader, Format, Mapping};
///
/// let mapping = Mapping::parse(b"method: request.method\npath: request.uri\nstatus: status\n")?;
/// let mut reader = ExchangeReader::new(Format::Mapped).with_mapping(mapping);
/// let mut statuses = Vec::new();
/// let mut take = |record: watchgate::Record| statuses.push(record.unwrap().response.unwrap().status);
/// reader.push(br#"{"request": {"method": "GET", "uri": "/pets"}, "status": 200}"#, &mut take);
/// reader.finish(&mut take);
/// assert_eq!(statuses, [200]);
/// # Ok::<(), watchgate::ConfigError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    fields: Vec<(MappedField, Vec<FieldPath>)>,
    duration_unit: DurationUnit,
    body_encoding: BodyEncoding,
}

/// The way to a field through objects, and through arrays by index.
#[derive(Debug, Clone, PartialEq, Eq)]
struct FieldPath(Vec<String>);

impl FieldPath {
    /// Reads `a.b`, or the JSON Pointer `/a/b`.
    fn new(text: &str) -> Self {
        let names = match text.strip_prefix('/') {
            Some(pointer) => {
                pointer.split('/').map(|name| name.replace("~1", "/").replace("~0", "~")).collect()
            }
            None => text.split('.').map(str::to_owned).collect(),
        };
        Self(names)
    }
}

impl Mapping {
    fn of(table: &[(MappedField, &[&str])]) -> Self {
        let fields = table
            .iter()
            .map(|(field, paths)| (*field, paths.iter().map(|path| FieldPath::new(path)).collect()));
        Self {
            fields: fields.collect(),
            duration_unit: DurationUnit::Milliseconds,
            body_encoding: BodyEncoding::Text,
        }
    }
}

impl Default for Mapping {
    fn default() -> Self {
        Self::of(known::COMMON)
    }
}
