/// The function behind the push URL: the Pushgateway's protocol at its root, and remote write.
///
/// The resources are those of `functions/api`; [dev.firebucket.lambda.push.PushBeans] gives them
/// their services.
@NullMarked
package dev.firebucket.lambda.push;

import org.jspecify.annotations.NullMarked;
