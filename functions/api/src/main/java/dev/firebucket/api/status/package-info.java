/// Health, lifecycle, and what is running with which settings.
@NullMarked
package dev.firebucket.api.status;

import org.jspecify.annotations.NullMarked;
