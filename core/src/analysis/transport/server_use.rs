//! Which operations each server answers.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::Api;
use crate::api::{Server, ServerUrl};

/// Returns each list of servers with the operations that it answers.
pub(in crate::analysis) fn server_lists(api: &Api) -> impl Iterator<Item = (&[Server], Arc<[u32]>)> {
    let mut reached: Vec<Vec<u32>> = vec![Vec::new(); api.model.servers.len()];
    for operation in api.operations() {
        if let Some(list) = reached.get_mut(operation.servers) {
            list.push(operation.index);
        }
    }
    api.model.servers.iter().map(Vec::as_slice).zip(reached.into_iter().map(Arc::from))
}

/// Returns every server with the operations that it answers.
pub(in crate::analysis) fn servers(api: &Api) -> impl Iterator<Item = (&Server, Vec<Arc<[u32]>>)> {
    server_lists(api)
        .flat_map(|(servers, reach)| servers.iter().map(move |server| (server, vec![reach.clone()])))
}

/// Tells whether others can read on the way what is sent to a URL. They cannot where it never leaves the
/// machine.
pub(in crate::analysis) fn is_read_on_the_way(url: &ServerUrl) -> bool {
    url.is_cleartext() && !url.is_loopback()
}

/// Returns every server that passes with the operations that it answers. One that several lists name is there once, where
/// it is named first, with the operations of all.
pub(in crate::analysis) fn distinct_servers(
    api: &Api,
    passes: impl Fn(&Server) -> bool,
) -> Vec<(&Server, Vec<Arc<[u32]>>)> {
    let mut places: FxHashMap<&str, usize> = FxHashMap::default();
    let mut distinct: Vec<(&Server, Vec<Arc<[u32]>>)> = Vec::new();
    for (servers, reach) in server_lists(api) {
        let mut seen: FxHashSet<&str> = FxHashSet::default();
        for server in servers.iter().filter(|server| passes(server) && seen.insert(server.url())) {
            let place = *places.entry(server.url()).or_insert(distinct.len());
            match distinct.get_mut(place) {
                Some((_, lists)) => lists.push(reach.clone()),
                None => distinct.push((server, vec![reach.clone()])),
            }
        }
    }
    distinct
}
