/// What the house measures of itself, and what its rules are checked on: its sources, read by the
/// JDK's own compiler.
///
/// No class in here needs a library, so that the figures run without a build: `java
/// samples/house-rules/src/main/java/dev/firebucket/house/HouseFigures.java`.
@org.jspecify.annotations.NullMarked
package dev.firebucket.house;
