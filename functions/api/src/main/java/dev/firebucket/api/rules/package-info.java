/// Rules, alerts and where they are sent.
@NullMarked
package dev.firebucket.api.rules;

import org.jspecify.annotations.NullMarked;
