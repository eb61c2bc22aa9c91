/// The Pushgateway's surface.
@NullMarked
package dev.firebucket.api.push;

import org.jspecify.annotations.NullMarked;
