//! The command as a user runs it: the real binary, its streams and its exit status.

#[cfg(test)]
mod decide;
#[cfg(test)]
mod files;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod rules;
#[cfg(test)]
mod scan;
#[cfg(test)]
mod scan_files;
#[cfg(test)]
mod settings;
#[cfg(test)]
mod spec;
#[cfg(test)]
mod spec_baseline;
#[cfg(test)]
mod spec_output;
#[cfg(test)]
mod streams;
#[cfg(test)]
mod support;
#[cfg(test)]
mod traffic;
#[cfg(test)]
mod traffic_hostile;
#[cfg(test)]
mod types;
