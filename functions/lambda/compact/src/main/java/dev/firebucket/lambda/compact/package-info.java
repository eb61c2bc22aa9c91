/// The function that a timer fires to compact: fresh objects into hours, hours into days.
///
/// Start at [dev.firebucket.lambda.compact.CompactFunction].
@NullMarked
package dev.firebucket.lambda.compact;

import org.jspecify.annotations.NullMarked;
