/// Who may call a URL that Quarkus serves: [dev.firebucket.lambda.url.access.AccessFilter] stands
/// before everything else and asks [dev.firebucket.lambda.request.access.Access].
@NullMarked
package dev.firebucket.lambda.url.access;

import org.jspecify.annotations.NullMarked;
