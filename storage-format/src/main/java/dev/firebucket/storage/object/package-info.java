/// The one port to whatever holds the data.
///
/// Start with [dev.firebucket.storage.object.ObjectStore]. Its adapters stand in packages of their
/// own: `directory`, `s3`.
@NullMarked
package dev.firebucket.storage.object;

import org.jspecify.annotations.NullMarked;
