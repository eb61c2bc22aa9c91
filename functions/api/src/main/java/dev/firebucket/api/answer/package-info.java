/// What an answer looks like: the envelope of the Prometheus HTTP API, its errors, CORS.
@NullMarked
package dev.firebucket.api.answer;

import org.jspecify.annotations.NullMarked;
