package dev.firebucket.ingest.writing;

/// What a [GatheringWriter] has done, for its process' own metrics.
///
/// @param objectsWritten objects put into the store (`firebucket_writer_objects_total`)
/// @param samplesWritten samples in them (`firebucket_writer_samples_total`)
/// @param writesFailed attempts that the store refused (`firebucket_writer_failures_total`)
/// @param samplesDropped samples given up (`firebucket_writer_samples_dropped_total`)
/// @param samplesWaiting samples not stored yet (`firebucket_writer_samples_waiting`)
public record WriterCounters(
    long objectsWritten,
    long samplesWritten,
    long writesFailed,
    long samplesDropped,
    long samplesWaiting) {}
