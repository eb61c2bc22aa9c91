@NullMarked
package dev.firebucket.ruletest;

import org.jspecify.annotations.NullMarked;
