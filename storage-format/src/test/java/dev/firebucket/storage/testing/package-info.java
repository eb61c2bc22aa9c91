/// Stores for tests, also of other modules (by the `test-jar` of this one): in memory, in memory
/// with faults, and S3 endpoints that start by themselves.
package dev.firebucket.storage.testing;
