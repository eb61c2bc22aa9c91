/// A store in an S3 bucket, or in a service that speaks S3. Requests and answers are written and
/// read here; credentials, signatures and the region are the AWS SDK's
/// (`docs/design/s3-client.md`).
@NullMarked
package dev.firebucket.storage.object.s3;

import org.jspecify.annotations.NullMarked;
