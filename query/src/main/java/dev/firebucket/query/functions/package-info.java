/// The functions of PromQL: their names, argument types and return types. Start at
/// [dev.firebucket.query.functions.PromqlFunctions], the one table of all of them.
package dev.firebucket.query.functions;
