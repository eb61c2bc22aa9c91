/// Runs scripts in the test language of Prometheus' PromQL engine against this engine: `load`
/// writes samples through the storage module, `eval` asks a query and compares the answer
/// (<https://github.com/prometheus/prometheus/blob/main/promql/promqltest/README.md>).
///
/// Entry point: [dev.firebucket.query.promqltest.ScriptRunner]. A script passes
/// [dev.firebucket.query.promqltest.ScriptReader], which makes
/// [dev.firebucket.query.promqltest.ScriptCommand]s of it; answers pass
/// [dev.firebucket.query.promqltest.AnswerCheck].
@NullMarked
package dev.firebucket.query.promqltest;

import org.jspecify.annotations.NullMarked;
