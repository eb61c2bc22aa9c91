package dev.firebucket.alerting.evaluation;

import dev.firebucket.storage.tail.SampleWriter;

/// What a tick lends to one of its groups.
///
/// @param view that rules read, the same for all groups
/// @param deadline after which no rule may run
/// @param writer takes the samples of the group, once
/// @param evaluated is called when the rules have run: what is left is to wait for the store
public record TickShare(
    TickView view, Deadline deadline, SampleWriter writer, Runnable evaluated) {}
