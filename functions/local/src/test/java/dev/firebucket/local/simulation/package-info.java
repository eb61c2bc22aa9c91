/// The services of all functions over a simulated bucket, in virtual time: scrape, push, remote
/// write and rules next to the actors of the storage format.
@NullMarked
package dev.firebucket.local.simulation;

import org.jspecify.annotations.NullMarked;
