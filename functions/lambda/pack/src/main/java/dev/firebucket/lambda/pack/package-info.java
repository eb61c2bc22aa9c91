/// Packs a function so that it starts fast: a hundred jars as one, lambdas as classes.
///
/// The build calls [dev.firebucket.lambda.pack.Pack] last; nothing of this is in a zip.
@NullMarked
package dev.firebucket.lambda.pack;

import org.jspecify.annotations.NullMarked;
