/// The start of a function: while its handler is made on one processor, the store is opened, the
/// configuration read and what else a function needs loaded on the other.
///
/// Lambda calls [dev.firebucket.lambda.start.EventHandler], which hands events to the function's
/// [dev.firebucket.lambda.start.EventFunction]. What is started early is
/// [dev.firebucket.lambda.start.EarlyStart]'s.
@NullMarked
package dev.firebucket.lambda.start;

import org.jspecify.annotations.NullMarked;
