package dev.firebucket.query.lower;

import dev.firebucket.query.ast.AggregateOperator;
import dev.firebucket.query.relation.Statement;

/// An aggregation of rows that each come of one series: it can be begun in any part of the series,
/// and the parts be put together.
///
/// @param operator one of [BegunGroups]
/// @param rows what is aggregated, in the order of the series' labels
/// @param scan the number of the scan that the rows come from
/// @param key the group of each row
public record Fragment(AggregateOperator operator, Statement rows, int scan, GroupKey key) {}
