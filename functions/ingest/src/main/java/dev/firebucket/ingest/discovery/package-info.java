/// Where targets come from: `static_configs` and `file_sd_configs` of each job.
///
/// Start at [JobDiscovery]: it gives the targets of one job as they are now.
@NullMarked
package dev.firebucket.ingest.discovery;

import org.jspecify.annotations.NullMarked;
