/// Addresses of Prometheus' page that lead to Firebucket's.
@NullMarked
package dev.firebucket.api.page;

import org.jspecify.annotations.NullMarked;
