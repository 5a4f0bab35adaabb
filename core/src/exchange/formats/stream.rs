//! Records of a stream, as an iterator.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read};

use super::mapping::Mapping;
use super::reader::{ExchangeReader, Format};
use super::rejected::{Record, RecordCounts};

/// How many bytes are read at once.
const CHUNK: usize = 64 << 10;

/// The records of a stream: a file, standard input, bytes. What is compressed with gzip is read as what it holds, if the
/// feature `decode` is on.
///
/// # Examples
/// ```
/// use watchgate::{Exchanges, Format};
///
/// let bytes: &[u8] = b"{\"request\": {\"method\": \"GET\", \"target\": \"/pets\"}}\n";
/// for record in Exchanges::new(bytes, Format::Auto)? {
///     assert_eq!(record?.unwrap().request.target, "/pets");
/// }
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct Exchanges<R: Read> {
    from: Source<R>,
    reader: ExchangeReader,
    chunk: Vec<u8>,
    records: VecDeque<Record>,
    has_ended: bool,
}

enum Source<R: Read> {
    Plain(BufReader<R>),
    #[cfg(feature = "decode")]
    Gzip(Box<flate2::bufread::MultiGzDecoder<BufReader<R>>>),
}

impl<R: Read> Exchanges<R> {
    /// Begins to read a stream.
    ///
    /// # Errors
    /// Returns the error of the stream.
    pub fn new(from: R, format: Format) -> io::Result<Self> {
        Self::with_reader(from, ExchangeReader::new(format))
    }

    /// Begins to read a stream of records of any shape.
    ///
    /// # Errors
    /// Returns the error of the stream.
    pub fn mapped(from: R, mapping: Mapping) -> io::Result<Self> {
        Self::with_reader(from, ExchangeReader::new(Format::Mapped).with_mapping(mapping))
    }

    /// Begins to read a stream with a reader that has its settings.
    ///
    /// # Errors
    /// Returns the error of the stream.
    pub fn with_reader(from: R, reader: ExchangeReader) -> io::Result<Self> {
        let from = Source::of(BufReader::with_capacity(CHUNK, from))?;
        Ok(Self { from, reader, chunk: vec![0; CHUNK], records: VecDeque::new(), has_ended: false })
    }

    /// Returns the format; [`Format::Auto`] until it is known.
    #[must_use]
    pub const fn format(&self) -> Format {
        self.reader.format()
    }

    /// Returns what was read so far.
    #[must_use]
    pub const fn counts(&self) -> RecordCounts {
        self.reader.counts()
    }
}

impl<R: Read> Source<R> {
    /// Tells by the first two bytes whether it is gzip (RFC 1952, section 2.3.1).
    #[cfg(feature = "decode")]
    fn of(mut from: BufReader<R>) -> io::Result<Self> {
        Ok(match from.fill_buf()? {
            [0x1f, 0x8b, ..] => Self::Gzip(Box::new(flate2::bufread::MultiGzDecoder::new(from))),
            _ => Self::Plain(from),
        })
    }

    #[cfg(not(feature = "decode"))]
    fn of(mut from: BufReader<R>) -> io::Result<Self> {
        from.fill_buf().map(|_| ())?;
        Ok(Self::Plain(from))
    }

    fn read(&mut self, chunk: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(from) => from.read(chunk),
            #[cfg(feature = "decode")]
            Self::Gzip(from) => from.read(chunk),
        }
    }
}

impl<R: Read> Iterator for Exchanges<R> {
    type Item = io::Result<Record>;

    fn next(&mut self) -> Option<io::Result<Record>> {
        loop {
            if let Some(record) = self.records.pop_front() {
                return Some(Ok(record));
            }
            if self.has_ended {
                return None;
            }
            let records = &mut self.records;
            match self.from.read(&mut self.chunk) {
                Ok(0) => {
                    self.has_ended = true;
                    self.reader.finish(&mut |record| records.push_back(record));
                }
                Ok(read) => {
                    let bytes = self.chunk.get(..read).unwrap_or_default();
                    self.reader.push(bytes, &mut |record| records.push_back(record));
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                // A gzip file that is cut off: what came out of it counts.
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                    self.has_ended = true;
                    self.reader.finish(&mut |record| records.push_back(record));
                    self.records.push_back(Err(self.reader.cut_off()));
                }
                Err(error) => {
                    self.has_ended = true;
                    return Some(Err(error));
                }
            }
        }
    }
}

impl<R: Read> std::fmt::Debug for Exchanges<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Exchanges")
            .field("format", &self.format())
            .field("counts", &self.counts())
            .finish_non_exhaustive()
    }
}
