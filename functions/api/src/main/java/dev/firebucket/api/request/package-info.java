/// What a request says: parameters of the query string and of a form, read as Prometheus reads
/// them.
@NullMarked
package dev.firebucket.api.request;

import org.jspecify.annotations.NullMarked;
