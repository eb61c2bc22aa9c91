/// How the functions that send to a queue reach it.
@NullMarked
package dev.firebucket.lambda.queue;

import org.jspecify.annotations.NullMarked;
