package dev.firebucket.house;

/// A method, constructor or compact constructor with a body.
///
/// @param name as it is declared; a constructor has its class' name
/// @param line where it begins, counted from 1
/// @param lines from its first modifier to its closing brace, blank ones included; documentation
///   and annotations are not counted
public record SourceMethod(String name, int line, int lines) {}
