/// All actors of a store in virtual time, by seed: what goes wrong between any two requests, and
/// what must hold all the same. `docs/design/simulation.md` says why it is built so.
///
/// Start with [dev.firebucket.storage.simulation.SimulatedWorld].
@NullMarked
package dev.firebucket.storage.simulation;

import org.jspecify.annotations.NullMarked;
