/// Rule groups, alert states, templates, notifications.
package dev.firebucket.alerting;
