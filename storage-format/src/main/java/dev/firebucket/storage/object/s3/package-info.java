/// A store in an S3 bucket, or in a service that speaks S3: the only package that uses the AWS SDK.
///
/// Start with [dev.firebucket.storage.object.s3.S3ObjectStore].
@NullMarked
package dev.firebucket.storage.object.s3;

import org.jspecify.annotations.NullMarked;
