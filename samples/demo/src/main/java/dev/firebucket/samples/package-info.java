/// Programs to scrape and to be pushed from, on the official client library.
///
/// [DemoApp] is an instrumented service with a little load of its own, [PushJob] a short-lived job
/// that pushes what it did. Neither knows anything of Firebucket.
@NullMarked
package dev.firebucket.samples;

import org.jspecify.annotations.NullMarked;
