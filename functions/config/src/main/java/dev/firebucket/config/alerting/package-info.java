/// `alerting`: which Alertmanagers get the alerts, and how.
@NullMarked
package dev.firebucket.config.alerting;

import org.jspecify.annotations.NullMarked;
