/// The function behind the push URL: the Pushgateway's protocol at its root, and remote write.
///
/// Start at [dev.firebucket.lambda.push.PushFunction].
@NullMarked
package dev.firebucket.lambda.push;

import org.jspecify.annotations.NullMarked;
