//! What an exchange costs through the inspector, and what folding it into a report adds.

#![allow(clippy::expect_used, reason = "a bench that cannot be set up has to stop")]

use std::cell::RefCell;
use std::hint::black_box;

use watchgate::{Api, Inspector, TrafficReport};
use watchgate_benches::{Recorded, criterion, exchanges, in_turn, shop};

const OPERATIONS: usize = 1_000;

const CASES: [(&str, Recorded); 4] = [
    ("line", Recorded::Line),
    ("heads", Recorded::Heads),
    ("1-kb-bodies", Recorded::Bodies(1_000)),
    ("16-kb-bodies", Recorded::Bodies(16_000)),
];

fn main() {
    let mut criterion = criterion();
    let api = Api::parse(shop(OPERATIONS).to_string().as_bytes()).expect("document");
    let documented = Inspector::builder().api(api).build().expect("an inspector");
    let bare = Inspector::builder().build().expect("an inspector");
    for (name, inspector) in
        [(format!("{OPERATIONS}-operations"), documented), ("no-document".to_owned(), bare)]
    {
        let mut group = criterion.benchmark_group(format!("inspect/{name}"));
        for (case, recorded) in CASES {
            let exchanges = exchanges(OPERATIONS, recorded);
            in_turn(&mut group, case, &exchanges, |own| drop(black_box(inspector.inspect(own))));
            let report = RefCell::new(TrafficReport::builder(&inspector));
            in_turn(&mut group, &format!("{case}/report"), &exchanges, |own| report.borrow_mut().add(own));
        }
        group.finish();
    }
    criterion.final_summary();
}
