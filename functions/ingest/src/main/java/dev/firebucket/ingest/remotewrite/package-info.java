/// Remote write 1.0: other Prometheus servers and agents send samples here
/// (<https://prometheus.io/docs/specs/prw/remote_write_spec/>).
///
/// Start at [RemoteWriteReceiver]: it checks a request, decodes it ([WriteRequestDecoder]), and
/// answers when its samples are durable; requests that come at the same time share an object
/// ([dev.firebucket.ingest.writing.GatheringWriter]).
@NullMarked
package dev.firebucket.ingest.remotewrite;

import org.jspecify.annotations.NullMarked;
