/// Where everything lies in a store: [dev.firebucket.storage.layout.StorageLayout].
@NullMarked
package dev.firebucket.storage.layout;

import org.jspecify.annotations.NullMarked;
