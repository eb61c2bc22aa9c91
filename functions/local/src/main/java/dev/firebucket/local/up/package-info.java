/// `up`: everything in one process. [dev.firebucket.local.up.LocalServices] builds the services,
/// [dev.firebucket.local.up.UpApplication] runs them under Quarkus, and
/// [dev.firebucket.local.up.Timers] fires them.
@NullMarked
package dev.firebucket.local.up;

import org.jspecify.annotations.NullMarked;
