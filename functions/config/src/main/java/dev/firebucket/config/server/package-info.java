/// What everybody needs who answers requests of HTTP, whatever brings them: a server or a function
/// URL.
@NullMarked
package dev.firebucket.config.server;

import org.jspecify.annotations.NullMarked;
