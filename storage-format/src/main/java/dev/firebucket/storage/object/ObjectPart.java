package dev.firebucket.storage.object;

/// A part of an object.
///
/// @param bytes as many as were asked for
/// @param version of the object that they are of: another one once it is replaced
public record ObjectPart(byte[] bytes, String version) {}
