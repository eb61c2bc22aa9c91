/// The start of a function: while Quarkus boots on one processor, the store is opened, the
/// configuration read and what else a function needs loaded on the other.
///
/// Lambda calls [dev.firebucket.lambda.start.TimerHandler] or
/// [dev.firebucket.lambda.start.UrlHandler]; both hand every event to Quarkus.
/// [dev.firebucket.lambda.start.UrlAndQueueHandler] keeps the messages of a queue for itself. What
/// is started early is [dev.firebucket.lambda.start.EarlyStart]'s.
@NullMarked
package dev.firebucket.lambda.start;

import org.jspecify.annotations.NullMarked;
