/// The vocabulary of the whole project: series, samples, histograms, matchers. Knows no files and
/// no store.
///
/// Start with [dev.firebucket.storage.model.LabelSet] (the identity of a series) and
/// [dev.firebucket.storage.model.SampleBatch] (samples to be stored).
@NullMarked
package dev.firebucket.storage.model;

import org.jspecify.annotations.NullMarked;
