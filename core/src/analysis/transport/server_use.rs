//! Which operations each server answers.

use std::sync::Arc;

use crate::Api;
use crate::api::Server;

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
