/// Prometheus' types as templates see them: the dot of a rule's template ([AlertData]) and what
/// `query` answers ([SampleValues]).
@NullMarked
package dev.firebucket.alerting.template.value;

import org.jspecify.annotations.NullMarked;
