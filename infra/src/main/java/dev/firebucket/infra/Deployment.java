package dev.firebucket.infra;

/// What every function of a stack is built from.
///
/// @param settings the user's choices
/// @param data the bucket
/// @param code where the packaged functions are
record Deployment(StackSettings settings, DataBucket data, FunctionCode code) {}
