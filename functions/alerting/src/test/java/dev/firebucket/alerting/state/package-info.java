@org.jspecify.annotations.NullMarked
package dev.firebucket.alerting.state;
