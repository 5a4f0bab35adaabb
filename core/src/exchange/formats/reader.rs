//! Bytes of a file into records.

use super::detect::{self, HeadEnd, Verdict};
use super::lines::{Line, Lines};
use super::mapping::Mapping;
use super::otlp::Workload;
use super::rejected::{Record, RecordCounts, Refusal, Rejected, Rejection};
use super::scanner::{Found, Records, Scanner};
use super::{alb, apiclarity, combined, draft, envoy, har, native, otlp};
use crate::words::words;

words! {
    /// A format of recorded traffic.
    Format {
        /// Whichever it is by its beginning.
        Auto => "auto",
        /// The native record, one a line.
        Jsonl => "jsonl",
        /// HAR 1.2, as browsers and proxies write it.
        Har => "har",
        /// OpenTelemetry's spans in JSON.
        Otlp => "otlp",
        /// The telemetry of APIClarity.
        Apiclarity => "apiclarity",
        /// The common or combined log of nginx and Apache.
        Combined => "combined",
        /// Envoy's access log, its default text or JSON.
        Envoy => "envoy",
        /// The access log of AWS application load balancers.
        Alb => "alb",
        /// The JSON access log of AWS API Gateway.
        Apigateway => "apigateway",
        /// JSON records of any shape, by a [`Mapping`].
        Mapped => "mapped",
    }
}

/// Bytes that one record may have unless set.
const RECORD_LIMIT: usize = 16 << 20;

/// Reads recorded traffic out of bytes that are pushed into it, in bounded memory: it keeps no more than one record.
///
/// A record that cannot be read is one [`Rejected`]; the others are read. A record longer than the limit is rejected without
/// being kept. Of a file that is cut off, what is whole is read.
///
/// # Examples
/// ```
/// use watchgate::{ExchangeReader, Format, Record};
///
/// let log = b"192.0.2.1 - - [21/Nov/2026:10:00:00 +0000] \"GET /pets HTTP/1.1\" 200 17\nnonsense\n";
/// let mut reader = ExchangeReader::new(Format::Auto);
/// let mut records: Vec<Record> = Vec::new();
/// for chunk in log.chunks(16) {
///     reader.push(chunk, &mut |record| records.push(record));
/// }
/// reader.finish(&mut |record| records.push(record));
/// assert_eq!(records[0].as_ref().unwrap().request.target, "/pets");
/// assert_eq!(records[1].as_ref().unwrap_err().to_string(), "not a line of this log (line 2, record 2)");
/// ```
#[derive(Debug)]
pub struct ExchangeReader {
    format: Format,
    mapping: Option<Mapping>,
    limit: usize,
    state: State,
    tally: Tally,
}

#[derive(Debug)]
enum State {
    /// The beginning, until the format is known.
    Opening {
        head: Vec<u8>,
        /// How many bytes there have to be before the next try: looking at each of them again and again would never end.
        next_try: usize,
    },
    Reading(Box<Body>),
    /// Nothing more is read.
    Ended,
}

/// What is read, once the format is known.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "a reader has one, and that is boxed")]
enum Body {
    Text(Lines, TextFormat),
    Json(Scanner, JsonFormat),
}

#[derive(Debug, Clone, Copy)]
enum TextFormat {
    Combined,
    Envoy,
    Alb,
}

#[derive(Debug)]
enum JsonFormat {
    Native,
    Har,
    Otlp(Workload),
    Apiclarity,
    Mapped(Mapping),
}

/// Counts records and gives them their numbers.
#[derive(Debug, Default)]
struct Tally {
    counts: RecordCounts,
    record: u64,
    /// Of the record that came last.
    line: u64,
}

impl ExchangeReader {
    /// Returns a reader of a format.
    #[must_use]
    pub fn new(format: Format) -> Self {
        let state = State::Opening { head: Vec::new(), next_try: 3 };
        Self { format, mapping: None, limit: RECORD_LIMIT, state, tally: Tally::default() }
    }

    /// Sets the mapping of [`Format::Mapped`]. With [`Format::Auto`] it is used for JSON of no known format.
    #[must_use]
    pub fn with_mapping(mut self, mapping: Mapping) -> Self {
        self.mapping = Some(mapping);
        self
    }

    /// Sets the bytes that a record may have. 16 MiB unless set.
    #[must_use]
    pub const fn with_record_limit(mut self, bytes: usize) -> Self {
        self.limit = bytes;
        self
    }

    /// Returns the format; [`Format::Auto`] until it is known.
    #[must_use]
    pub const fn format(&self) -> Format {
        self.format
    }

    /// Returns what was read so far.
    #[must_use]
    pub const fn counts(&self) -> RecordCounts {
        self.tally.counts
    }

    /// Takes the next bytes and gives each record that ends in them.
    pub fn push(&mut self, bytes: &[u8], found: &mut impl FnMut(Record)) {
        self.take(bytes, found);
    }

    /// Ends the file and gives what its end ends. Bytes that are pushed after it are not read.
    pub fn finish(&mut self, found: &mut impl FnMut(Record)) {
        self.open(HeadEnd::Last, found);
        if let State::Reading(body) = &mut self.state {
            body.finish(&mut self.tally, found);
        }
        self.state = State::Ended;
    }

    /// Counts what a stream lost with its end.
    #[cfg(feature = "fs")]
    pub(super) const fn cut_off(&mut self) -> Rejected {
        self.tally.counts.rejected += 1;
        self.tally.record += 1;
        let message = "the compressed file ends in the middle";
        Rejected { line: self.tally.line, record: self.tally.record, reason: Rejection::Truncated, message }
    }

    fn take(&mut self, bytes: &[u8], found: &mut dyn FnMut(Record)) {
        match &mut self.state {
            State::Ended => {}
            State::Reading(body) => body.push(bytes, &mut self.tally, found),
            State::Opening { head, next_try } => {
                // Of one large push no more than is looked at is copied.
                let room = detect::MOST.saturating_sub(head.len());
                let (first, rest) = bytes.split_at_checked(room).unwrap_or((bytes, &[]));
                head.extend_from_slice(first);
                if head.len() < *next_try {
                    return;
                }
                *next_try = head.len().saturating_mul(2).max(256);
                let end = if head.len() >= detect::MOST { HeadEnd::Last } else { HeadEnd::More };
                self.open(end, found);
                if !rest.is_empty() {
                    self.take(rest, found);
                }
            }
        }
    }

    /// Begins to read, if the beginning tells what.
    fn open(&mut self, end: HeadEnd, found: &mut dyn FnMut(Record)) {
        let State::Opening { head, .. } = &mut self.state else { return };
        let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
        let verdict = match self.format {
            Format::Auto => detect::detect(text, end),
            // Whether it is text or JSON shows at the first sign.
            Format::Envoy if text.trim_ascii_start().is_empty() && end == HeadEnd::More => Verdict::Open,
            format => Verdict::Is(format),
        };
        let format = match verdict {
            Verdict::Open => return,
            Verdict::Is(format) => format,
            Verdict::Unknown if text.trim_ascii().is_empty() => return,
            Verdict::Unknown
                if self.mapping.is_some() && matches!(text.trim_ascii_start(), [b'{' | b'[', ..]) =>
            {
                Format::Mapped
            }
            Verdict::Unknown => {
                let unknown =
                    Refusal::Broken(Rejection::UnknownFormat, "the file is of no format that is known");
                self.state = State::Ended;
                return self.tally.record(1, Err(unknown), found);
            }
        };
        let mut body = Body::new(format, text, self.mapping.take(), self.limit);
        if let Body::Json(scanner, _) = &mut body
            && match self.format {
                Format::Jsonl => true,
                // A format that was told does not depend on how much of the beginning is here.
                Format::Auto => detect::behind_cut_line(text.trim_ascii_start()).is_some(),
                _ => false,
            }
        {
            scanner.expect_lines();
        }
        let mut body = Box::new(body);
        self.format = format;
        body.push(text, &mut self.tally, found);
        self.state = State::Reading(body);
    }
}

impl Body {
    fn new(format: Format, head: &[u8], mapping: Option<Mapping>, limit: usize) -> Self {
        let text = |format| Self::Text(Lines::after(0, limit), format);
        let json = |records, format| Self::Json(Scanner::new(records, limit), format);
        match format {
            Format::Auto | Format::Jsonl => json(Records::Documents, JsonFormat::Native),
            Format::Har => json(har::RECORDS, JsonFormat::Har),
            Format::Otlp => json(otlp::RECORDS, JsonFormat::Otlp(Workload::default())),
            Format::Apiclarity => json(Records::Documents, JsonFormat::Apiclarity),
            Format::Combined => text(TextFormat::Combined),
            Format::Envoy if head.trim_ascii_start().starts_with(b"{") => {
                json(Records::Documents, JsonFormat::Mapped(Mapping::envoy()))
            }
            Format::Envoy => text(TextFormat::Envoy),
            Format::Alb => text(TextFormat::Alb),
            Format::Apigateway => json(Records::Documents, JsonFormat::Mapped(Mapping::api_gateway())),
            Format::Mapped => json(Records::Documents, JsonFormat::Mapped(mapping.unwrap_or_default())),
        }
    }

    fn push(&mut self, bytes: &[u8], tally: &mut Tally, found: &mut dyn FnMut(Record)) {
        match self {
            Self::Text(lines, format) => {
                lines.push(bytes, &mut |number, line| format.line(number, line, tally, found));
            }
            Self::Json(scanner, format) => {
                scanner.push(bytes, &mut |line, own| format.record(line, own, tally, found));
            }
        }
    }

    fn finish(&mut self, tally: &mut Tally, found: &mut dyn FnMut(Record)) {
        let mut cut_off = |record: Record| {
            found(record.map_err(|rejected| match rejected.reason {
                Rejection::NotJson | Rejection::NotALogLine => {
                    Rejected { reason: Rejection::Truncated, message: CUT_OFF, ..rejected }
                }
                _ => rejected,
            }));
        };
        match self {
            Self::Text(lines, format) => {
                lines.finish(&mut |number, line| format.line(number, line, tally, &mut cut_off));
            }
            Self::Json(scanner, format) => {
                scanner.finish(&mut |line, own| format.record(line, own, tally, &mut cut_off));
            }
        }
    }
}

const CUT_OFF: &str = "the file ends in the middle of this record";
const TOO_LONG: Refusal = Refusal::Broken(Rejection::TooLong, "the record is longer than the limit");

impl TextFormat {
    fn line(self, number: u64, line: Line<'_>, tally: &mut Tally, found: &mut dyn FnMut(Record)) {
        let parsed = match line {
            Line::TooLong => Err(TOO_LONG),
            Line::Whole(text) if text.trim_ascii().is_empty() || text.starts_with(b"#") => return,
            Line::Whole(text) => match self {
                Self::Combined => combined::read(text),
                Self::Envoy => envoy::read(text),
                Self::Alb => alb::read(text),
            },
        };
        tally.record(number, parsed, found);
    }
}

impl JsonFormat {
    fn record(&mut self, line: u64, own: Found<'_>, tally: &mut Tally, found: &mut dyn FnMut(Record)) {
        let parsed = match own {
            Found::Value { way, group, text } => match self {
                Self::Native => native::read(text),
                Self::Har => har::read(text),
                Self::Otlp(workload) if otlp::is_resource(way) => match workload.enter(group, text) {
                    Ok(()) => return,
                    Err(refusal) => Err(refusal),
                },
                Self::Otlp(workload) => workload.read(group, text),
                Self::Apiclarity => apiclarity::read(text),
                Self::Mapped(mapping) => mapping.read(text),
            },
            Found::TooLong => Err(TOO_LONG),
            Found::Cut => {
                Err(Refusal::Broken(Rejection::Truncated, "the document ends in the middle of a record"))
            }
            Found::NoPlace => {
                Err(Refusal::Broken(Rejection::WrongShape, "the document has no list of records"))
            }
            Found::Stray => Err(Refusal::Broken(Rejection::NotJson, "not a JSON document")),
        };
        tally.record(line, parsed, found);
    }
}

impl Tally {
    fn record(&mut self, line: u64, parsed: draft::Parsed, found: &mut dyn FnMut(Record)) {
        if parsed.as_ref().is_err_and(|refusal| *refusal == Refusal::Skip) {
            self.counts.skipped += 1;
            return;
        }
        self.record += 1;
        self.line = line;
        match parsed {
            Ok(draft) => {
                self.counts.exchanges += 1;
                self.counts.undated += u64::from(draft.undated);
                found(Ok(draft.exchange));
            }
            Err(Refusal::Broken(reason, message)) => {
                self.counts.rejected += 1;
                found(Err(Rejected { line, record: self.record, reason, message }));
            }
            Err(Refusal::Skip) => {}
        }
    }
}
