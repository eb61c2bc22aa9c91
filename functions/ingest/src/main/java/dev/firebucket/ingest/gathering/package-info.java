/// Remote write of many senders on its way through a queue: objects grow with bytes, not with
/// requests.
///
/// [dev.firebucket.ingest.gathering.QueueBeforeStore] lays accepted requests into the queue,
/// [dev.firebucket.ingest.gathering.GatheredRequests] stores what the queue hands over as one
/// object.
@NullMarked
package dev.firebucket.ingest.gathering;

import org.jspecify.annotations.NullMarked;
