fn main() {
    let s = watchgate::Scanner::default();
    for a in std::env::args().skip(1) {
        println!(
            "{} => {:?}",
            a,
            s.scan(a.as_bytes())
                .iter()
                .map(|d| (d.kind.to_string(), d.start, d.end, d.path.clone()))
                .collect::<Vec<_>>()
        );
        println!("   {}", String::from_utf8_lossy(&s.redact(a.as_bytes())));
    }
}
