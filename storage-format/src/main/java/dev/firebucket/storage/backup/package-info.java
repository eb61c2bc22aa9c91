/// Copies of a store inside of it: [dev.firebucket.storage.backup.StoreSnapshot].
@NullMarked
package dev.firebucket.storage.backup;

import org.jspecify.annotations.NullMarked;
