/// What the parts of a query cost by themselves, measured with JMH: `./firebucket benchmark`.
@org.jspecify.annotations.NullMarked
package dev.firebucket.benchmarks;
