/// The connections of clients of the AWS SDK.
///
/// Start at [dev.firebucket.storage.object.aws.AwsHttpClient].
@NullMarked
package dev.firebucket.storage.object.aws;

import org.jspecify.annotations.NullMarked;
