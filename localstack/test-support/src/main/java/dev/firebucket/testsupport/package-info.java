/// What tests of every module need: the real systems next to ours ([Peers], [PrometheusPeer],
/// [AlertmanagerPeer]), what they need of a machine ([Needed]), free ports and targets.
///
/// Stores for tests stand in `dev.firebucket.storage.testing`: they implement ports of
/// `storage-format`, whose own tests use them, so they cannot stand in a module of their own.
@org.jspecify.annotations.NullMarked
package dev.firebucket.testsupport;
