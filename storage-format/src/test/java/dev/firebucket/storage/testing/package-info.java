/// Stores for tests, also of other modules (by the `test-jar` of this one): in memory, in memory
/// with faults, and S3 endpoints that start by themselves; samples as a sender of remote write
/// sends them. What knows no port of ours stands in `localstack/test-support`.
package dev.firebucket.storage.testing;
