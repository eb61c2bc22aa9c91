/// From a request to the endpoint that answers it: [dev.firebucket.api.routing.HttpApi].
@NullMarked
package dev.firebucket.api.routing;

import org.jspecify.annotations.NullMarked;
