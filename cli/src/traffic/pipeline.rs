//! Files into a report: one thread reads, the others inspect.

use std::fs::File;
use std::io::{self, Read};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;

use watchgate::{
    Exchange, ExchangeReader, Exchanges, Format, Inspector, Mapping, Rejected, TrafficReport,
    TrafficReportBuilder,
};

use super::TrafficArgs;
use crate::error::{Cause, Failure};
use crate::input::Input;
use crate::output;
use crate::progress::Progress;

/// Exchanges that are handed over at once.
const BATCH: usize = 64;
/// Batches that wait. With bodies of 16 MiB there are never more than a few.
const WAITING: usize = 2;
/// Rejected records of a file that are told one by one.
const TOLD: u64 = 10;

/// What the files came to.
pub(super) struct Outcome<'i> {
    pub(super) report: TrafficReportBuilder<'i>,
    /// Whether a file could not be read.
    pub(super) has_failed: bool,
}

/// Reads all files.
pub(super) fn run<'i>(args: &TrafficArgs, inspector: &'i Inspector) -> Result<Outcome<'i>, Failure> {
    let mapping = mapping(args)?;
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let (sender, receiver) = mpsc::sync_channel::<Vec<Exchange>>(WAITING);
    let receiver = Mutex::new(receiver);
    thread::scope(|scope| {
        let inspecting: Vec<_> =
            (0..workers).map(|_| scope.spawn(|| inspect(inspector, &receiver))).collect();
        let mut reading = Reading {
            args,
            mapping,
            sender,
            batch: Vec::new(),
            rejected: 0,
            has_failed: false,
            progress: Progress::of_terminal(),
        };
        for file in &args.files {
            if let Err(failure) = reading.read(file) {
                reading.fail(&failure);
            }
        }
        reading.flush();
        let Reading { sender, rejected, has_failed, mut progress, .. } = reading;
        drop(sender);
        progress.clear();
        let mut report = TrafficReport::builder(inspector);
        for worker in inspecting {
            match worker.join() {
                Ok(own) => report.merge(own),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        report.reject(rejected);
        Ok(Outcome { report, has_failed })
    })
}

fn mapping(args: &TrafficArgs) -> Result<Option<Mapping>, Failure> {
    let Some(input) = &args.mapping else { return Ok(None) };
    let text = input.read(args.reading.max_size.0)?;
    Mapping::parse(&text).map(Some).map_err(|error| input.fail(error))
}

/// Inspects batches until there are no more.
fn inspect<'i>(
    inspector: &'i Inspector,
    batches: &Mutex<mpsc::Receiver<Vec<Exchange>>>,
) -> TrafficReportBuilder<'i> {
    let mut report = TrafficReport::builder(inspector);
    loop {
        let batch = batches.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(batch) = batch else { return report };
        batch.iter().for_each(|exchange| report.add(exchange));
    }
}

/// The files as they are read.
struct Reading<'a> {
    args: &'a TrafficArgs,
    mapping: Option<Mapping>,
    sender: mpsc::SyncSender<Vec<Exchange>>,
    batch: Vec<Exchange>,
    rejected: u64,
    has_failed: bool,
    progress: Progress<io::Stderr>,
}

impl Reading<'_> {
    fn read(&mut self, input: &Input) -> Result<(), Failure> {
        match input {
            Input::Stdin => self.records(input, io::stdin().lock(), None),
            Input::File(path) => {
                let file = File::open(path).map_err(|error| input.fail(Cause::reading(error)))?;
                let metadata = file.metadata().map_err(|error| input.fail(Cause::reading(error)))?;
                if metadata.is_dir() {
                    return Err(input.fail(Cause::Directory));
                }
                self.records(input, file, Some(metadata.len()))
            }
        }
    }

    fn records(&mut self, input: &Input, from: impl Read, size: Option<u64>) -> Result<(), Failure> {
        let format = if self.mapping.is_some() { Format::Mapped } else { self.args.input_format };
        let mut reader = ExchangeReader::new(format).with_record_limit(self.args.max_record.0);
        if let Some(mapping) = &self.mapping {
            reader = reader.with_mapping(mapping.clone());
        }
        let read = Arc::new(AtomicU64::new(0));
        let counted = Counted { from, read: Arc::clone(&read) };
        let unreadable = |error| input.fail(Cause::reading(error));
        let mut rejected = 0;
        for record in Exchanges::with_reader(counted, reader).map_err(unreadable)? {
            match record.map_err(unreadable)? {
                Ok(exchange) => self.push(exchange),
                Err(broken) => {
                    rejected += 1;
                    self.reject(input, broken, rejected);
                }
            }
            self.progress.tick(|| line(input, read.load(Ordering::Relaxed), size));
        }
        if rejected > TOLD {
            self.tell(&input.fail(Cause::MoreRejected(rejected - TOLD)));
        }
        Ok(())
    }

    fn push(&mut self, exchange: Exchange) {
        self.batch.push(exchange);
        if self.batch.len() == BATCH {
            self.flush();
        }
    }

    fn flush(&mut self) {
        let batch = std::mem::take(&mut self.batch);
        if !batch.is_empty() {
            // Nobody takes it only where all workers are gone, and then their panic ends the run.
            let _ = self.sender.send(batch);
        }
    }

    fn reject(&mut self, input: &Input, record: Rejected, of_file: u64) {
        self.rejected += 1;
        if of_file <= TOLD {
            self.tell(&input.fail(Cause::Rejected(record)));
        }
    }

    fn fail(&mut self, failure: &Failure) {
        self.has_failed = true;
        self.tell(failure);
    }

    fn tell(&mut self, failure: &Failure) {
        self.progress.clear();
        output::complain(failure);
    }
}

/// Returns how far a file is read.
fn line(input: &Input, read: u64, size: Option<u64>) -> String {
    let megabytes = read / 1_000_000;
    match size.filter(|size| *size > 0) {
        Some(size) => format!("{:>3}% of {input}, {megabytes} MB", read.saturating_mul(100) / size),
        None => format!("{megabytes} MB of {input}"),
    }
}

/// A stream that says how much was read of it.
struct Counted<R> {
    from: R,
    read: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(buffer)?;
        self.read.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}
