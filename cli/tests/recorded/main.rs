//! Calls to a real service, recorded by a real client: `watchgate traffic` finds what was planted, and nothing else.

#[cfg(test)]
mod calls;
#[cfg(test)]
mod findings;
#[cfg(test)]
mod recorder;
#[cfg(test)]
mod service;
