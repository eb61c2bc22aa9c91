/// Sections of `prometheus.yml` that Firebucket accepts and checks but does not use: storage is
/// configured by `--storage`, and nothing is forwarded.
@NullMarked
package dev.firebucket.config.unused;

import org.jspecify.annotations.NullMarked;
