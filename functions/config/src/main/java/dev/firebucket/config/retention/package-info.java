/// How long samples are kept, as `prometheus.yml` says it:
/// [dev.firebucket.config.retention.RetentionConfig].
@NullMarked
package dev.firebucket.config.retention;

import org.jspecify.annotations.NullMarked;
