/// Samples that other servers send.
@NullMarked
package dev.firebucket.api.write;

import org.jspecify.annotations.NullMarked;
