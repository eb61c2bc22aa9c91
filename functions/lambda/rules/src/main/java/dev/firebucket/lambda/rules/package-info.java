/// The function that a timer fires each minute to evaluate the rules.
///
/// Start at [dev.firebucket.lambda.rules.RulesFunction].
@NullMarked
package dev.firebucket.lambda.rules;

import org.jspecify.annotations.NullMarked;
