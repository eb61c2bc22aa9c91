/// What the two functions behind URLs share: the bucket, the clock, who may call, how an answer
/// travels.
///
/// [dev.firebucket.lambda.url.UrlBeans] gives the resources of `functions/api` what each of them
/// needs in any function.
@NullMarked
package dev.firebucket.lambda.url;

import org.jspecify.annotations.NullMarked;
