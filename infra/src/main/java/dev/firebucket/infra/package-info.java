/// The AWS deployment: one bucket, five functions, their timers and URLs, as a CDK app.
///
/// Start at [dev.firebucket.infra.FirebucketStack], which reads as the list of what is deployed;
/// each function's own file says what it may do, and why. [dev.firebucket.infra.Synth] writes the
/// template, without an AWS account.
package dev.firebucket.infra;
