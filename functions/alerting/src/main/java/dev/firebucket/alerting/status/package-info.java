/// What rules and alerts look like from outside: plain records for `/api/v1/rules`,
/// `/api/v1/alerts`, `/api/v1/alertmanagers` and `/metrics`.
@org.jspecify.annotations.NullMarked
package dev.firebucket.alerting.status;
