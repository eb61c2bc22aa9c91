package dev.firebucket.ingest.remotewrite;

import dev.firebucket.storage.model.SampleBatch;

/// A request that was decoded and found right.
///
/// @param message the `prometheus.WriteRequest`, not compressed; not to be changed
/// @param samples what it says
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record AcceptedWrite(byte[] message, SampleBatch samples) {}
