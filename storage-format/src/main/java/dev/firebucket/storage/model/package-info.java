/// What the whole house speaks of: series, samples, histograms, matchers. Knows no file and no
/// store.
///
/// Start with [dev.firebucket.storage.model.LabelSet] (the identity of a series) and
/// [dev.firebucket.storage.model.SampleBatch] (samples on their way into the store).
@NullMarked
package dev.firebucket.storage.model;

import org.jspecify.annotations.NullMarked;
