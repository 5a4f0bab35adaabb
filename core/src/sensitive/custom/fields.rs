//! The names of fields that detectors go by.

use smallvec::SmallVec;

use super::error::Problem;
use crate::sensitive::fields::{Index, WORDS};
use crate::sensitive::repeated;

/// Names of fields of one detector.
const FIELDS: usize = 256;

/// The names of fields, each with those detectors that it is of.
#[derive(Debug, Default)]
pub(super) struct Fields {
    index: Index,
    fields: Vec<Field>,
}

#[derive(Debug)]
struct Field {
    name: String,
    detectors: SmallVec<[u16; 4]>,
}

impl Fields {
    /// Adds the names of a detector.
    pub(super) fn add(&mut self, names: &[String], detector: u16) -> Result<(), Problem> {
        if names.len() > FIELDS {
            return Err(Problem::Fields { most: FIELDS });
        }
        for name in names {
            // There are at most 256 names of each of 256 detectors.
            let next = u16::try_from(self.fields.len()).unwrap_or(u16::MAX);
            let Some(number) = self.index.add(name, next) else {
                return Err(Problem::Field { field: repeated::text(name), most: WORDS });
            };
            if number == next {
                self.fields.push(Field { name: name.clone(), detectors: SmallVec::new() });
            }
            if let Some(field) = self.fields.get_mut(usize::from(number))
                && !field.detectors.contains(&detector)
            {
                field.detectors.push(detector);
            }
        }
        Ok(())
    }

    pub(super) fn find(&self, name: &str) -> Option<u16> {
        if self.fields.is_empty() { None } else { self.index.field(name) }
    }

    pub(super) fn name(&self, field: u16) -> &str {
        self.fields.get(usize::from(field)).map_or("", |field| &field.name)
    }

    pub(super) fn detectors(&self, field: u16) -> &[u16] {
        self.fields.get(usize::from(field)).map(|field| field.detectors.as_slice()).unwrap_or_default()
    }
}
