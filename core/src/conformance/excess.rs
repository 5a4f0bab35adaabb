//! Properties that should not be where they are.

use smallvec::{SmallVec, smallvec};

use super::deviation::{Deviations, Forbidden, Place, What};
use super::json::{Document, Item, Kind};
use super::names::Way;
use super::schema::Side;
use super::shape::{Extra, Property, Shape, ShapeId, Shapes};

/// A property in the wrong place, by its way in the document.
struct Excess<'d> {
    /// The items from the root to the object.
    trail: Vec<u32>,
    name: &'d str,
    what: What,
}

/// Reports properties that a value should not have: undeclared ones, and those that go only the other way.
pub(super) fn report(
    shapes: &Shapes,
    shape: ShapeId,
    document: &Document<'_>,
    side: Side,
    found: &mut Deviations,
) {
    let place = match side {
        Side::Request => Place::RequestBody,
        Side::Response => Place::ResponseBody,
    };
    let mut seen = Vec::new();
    let mut stack: SmallVec<[(u32, ShapeId); 32]> = smallvec![(0, shape)];
    // Where each item stands is only asked for what is reported.
    while let Some((at, id)) = stack.pop() {
        let (Some(item), Some(shape)) = (document.item(at), shapes.get(id)) else { continue };
        match item.kind {
            Kind::Array(_) => {
                if let Some(items) = shape.items {
                    let holders = document.children(at).filter(|(_, item)| item.is_holder());
                    stack.extend(holders.map(|(child, _)| (child, items)));
                }
            }
            Kind::Object(_) => {
                for (child, member) in document.children(at) {
                    let property = shape.property_of(member.mark, &member.key);
                    if let Some(what) = excess(shape, property, member, side)
                        && seen.len() < MOST
                        && !seen.iter().any(|own: &Excess<'_>| own.name == member.key && own.what == what)
                    {
                        seen.push(Excess { trail: trail(document, at), name: &member.key, what });
                    }
                    let next = property.map(|own| own.shape).or(shape.additional);
                    if let Some(next) = next.filter(|_| member.is_holder()) {
                        stack.push((child, next));
                    }
                }
            }
            _ => {}
        }
    }
    for Excess { trail, name, what } in seen {
        let mut way = Way::new(shapes, Some(shape));
        for pair in trail.windows(2) {
            let [holder, at] = pair else { continue };
            match (document.item(*holder).map(|own| &own.kind), document.item(*at)) {
                (Some(Kind::Object(_)), Some(item)) => way.member(&item.key),
                _ => way.element(),
            }
        }
        found.add(place, Some(way.property(name)), what);
    }
}

/// Properties that are reported of one value.
const MOST: usize = 20;

fn excess(shape: &Shape, property: Option<&Property>, member: &Item<'_>, side: Side) -> Option<What> {
    let is_empty = matches!(member.kind, Kind::Null);
    match property {
        Some(own) if own.is_read_only && side == Side::Request => Some(What::ReadOnly),
        Some(own) if own.is_write_only && side == Side::Response && !is_empty => Some(What::WriteOnly),
        Some(_) => None,
        // What is forbidden breaks the schema, which is reported there.
        None if shape.has_properties() && shape.extra == Extra::Unsaid => {
            Some(What::UndocumentedProperty(Forbidden::No))
        }
        None => None,
    }
}

/// Returns the items that lead to one, from the root.
fn trail(document: &Document<'_>, target: u32) -> Vec<u32> {
    let mut trail = vec![0];
    let mut at = 0;
    while at != target {
        let Some((next, _)) = document.children(at).take_while(|(own, _)| *own <= target).last() else {
            break;
        };
        trail.push(next);
        at = next;
    }
    trail
}
