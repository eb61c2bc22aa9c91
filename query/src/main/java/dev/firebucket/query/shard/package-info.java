/// A query in shards: each a range of series, evaluated on its own, what they found put together.
///
/// A [dev.firebucket.query.shard.ShardTask] is text, times and a range: who runs it parses, binds
/// and lowers the text again. A [dev.firebucket.query.shard.ShardRunner] may run tasks anywhere.
package dev.firebucket.query.shard;
