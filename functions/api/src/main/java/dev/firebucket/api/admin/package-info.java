/// What changes or copies the stored samples, for whoever runs the server.
@NullMarked
package dev.firebucket.api.admin;

import org.jspecify.annotations.NullMarked;
