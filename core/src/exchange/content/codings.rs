//! The content codings of HTTP (RFC 9110, section 8.4.1; RFC 7932, RFC 8878).

use std::io::{ErrorKind, Read};

use super::NotInspected;

/// The window of a zstd frame that HTTP allows (RFC 9659): more would let a few bytes ask for much memory.
const ZSTD_WINDOW: u64 = 8 << 20;

/// A content coding that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coding {
    Gzip,
    Deflate,
    Brotli,
    Zstd,
}

/// Whether a body is all that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Whole,
    Cut,
}

impl Coding {
    pub(super) fn of(name: &[u8]) -> Option<Self> {
        let names: [(&[u8], Self); 5] = [
            (b"gzip", Self::Gzip),
            (b"x-gzip", Self::Gzip),
            (b"deflate", Self::Deflate),
            (b"br", Self::Brotli),
            (b"zstd", Self::Zstd),
        ];
        names.into_iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, coding)| coding)
    }

    /// Decodes up to `most` bytes; `why` there may be no more is the answer for a longer body.
    pub(super) fn decode(
        self,
        body: &[u8],
        end: End,
        most: usize,
        why: NotInspected,
    ) -> Result<Vec<u8>, NotInspected> {
        let mut room = Room { bytes: Vec::new(), most, why, end };
        match self {
            Self::Gzip => room.read(flate2::read::MultiGzDecoder::new(body))?,
            Self::Deflate if is_zlib(body) => room.read(flate2::read::ZlibDecoder::new(body))?,
            Self::Deflate => room.read(flate2::read::DeflateDecoder::new(body))?,
            Self::Brotli => room.read(brotli_decompressor::Decompressor::new(body, 4096))?,
            Self::Zstd => room.read_frames(body)?,
        }
        Ok(room.bytes)
    }
}

/// Tells whether bytes begin with a zlib header (RFC 1950, section 2.2).
fn is_zlib(body: &[u8]) -> bool {
    let Some(&[method, flags]) = body.first_chunk() else { return false };
    method & 0x0f == 8 && method >> 4 <= 7 && u16::from_be_bytes([method, flags]) % 31 == 0
}

/// Where decoded bytes go.
struct Room {
    bytes: Vec<u8>,
    most: usize,
    why: NotInspected,
    end: End,
}

impl Room {
    /// Reads to the end, or to the limit.
    fn read(&mut self, mut from: impl Read) -> Result<(), NotInspected> {
        let mut chunk = [0; 8192];
        loop {
            let read = match from.read(&mut chunk) {
                Ok(0) => return Ok(()),
                Ok(read) => read,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                // A body of which only the beginning is here ends in the middle.
                Err(_) if self.end == End::Cut && !self.bytes.is_empty() => return Ok(()),
                Err(_) => return Err(NotInspected::Malformed),
            };
            if read > self.most.saturating_sub(self.bytes.len()) {
                return Err(self.why);
            }
            self.bytes.extend_from_slice(chunk.get(..read).unwrap_or_default());
        }
    }

    /// Reads the frames of a zstd body one after the other.
    fn read_frames(&mut self, mut body: &[u8]) -> Result<(), NotInspected> {
        while !body.is_empty() {
            match ZstdFrame::of(body).ok_or(NotInspected::Malformed) {
                Ok(ZstdFrame::Skippable(rest)) => body = rest,
                Ok(ZstdFrame::Window(window)) if window > ZSTD_WINDOW => return Err(NotInspected::TooLarge),
                Ok(ZstdFrame::Window(_)) => {
                    let frame = ruzstd::decoding::StreamingDecoder::new(&mut body);
                    match frame {
                        Ok(frame) => self.read(frame)?,
                        Err(_) => return self.cut(),
                    }
                    if self.end == End::Cut && !body.is_empty() && ZstdFrame::of(body).is_none() {
                        return Ok(());
                    }
                }
                Err(_) => return self.cut(),
            }
        }
        Ok(())
    }

    fn cut(&self) -> Result<(), NotInspected> {
        if self.end == End::Cut && !self.bytes.is_empty() { Ok(()) } else { Err(NotInspected::Malformed) }
    }
}

/// What a zstd frame says of itself (RFC 8878, section 3.1).
enum ZstdFrame<'b> {
    /// The bytes of window that it needs.
    Window(u64),
    /// A frame without content, and what follows it.
    Skippable(&'b [u8]),
}

impl<'b> ZstdFrame<'b> {
    fn of(body: &'b [u8]) -> Option<Self> {
        let (magic, rest) = body.split_first_chunk()?;
        match u32::from_le_bytes(*magic) {
            0xfd2f_b528 => {}
            0x184d_2a50..=0x184d_2a5f => {
                let (size, rest) = rest.split_first_chunk()?;
                let size = usize::try_from(u32::from_le_bytes(*size)).ok()?;
                return rest.split_at_checked(size).map(|(_, rest)| Self::Skippable(rest));
            }
            _ => return None,
        }
        let (&descriptor, rest) = rest.split_first()?;
        if descriptor & 0x20 == 0 {
            let &window = rest.first()?;
            let base = 1_u64 << (10 + (window >> 3));
            return Some(Self::Window(base + base / 8 * u64::from(window & 7)));
        }
        // A single segment: the window is the content.
        let dictionary = match descriptor & 3 {
            3 => 4,
            bytes => usize::from(bytes),
        };
        let rest = rest.get(dictionary..)?;
        let size = match descriptor >> 6 {
            0 => u64::from(*rest.first()?),
            1 => u64::from(u16::from_le_bytes(*rest.first_chunk()?)) + 256,
            2 => u64::from(u32::from_le_bytes(*rest.first_chunk()?)),
            _ => u64::from_le_bytes(*rest.first_chunk()?),
        };
        Some(Self::Window(size))
    }
}
