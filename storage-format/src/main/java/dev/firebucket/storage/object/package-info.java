/// The only interface to where the data is.
///
/// Start with [dev.firebucket.storage.object.ObjectStore]. Its adapters have packages of their own:
/// `directory` and `s3`.
@NullMarked
package dev.firebucket.storage.object;

import org.jspecify.annotations.NullMarked;
