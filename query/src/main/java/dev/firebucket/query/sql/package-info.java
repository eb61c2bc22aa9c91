/// Relational values as SQL: [dev.firebucket.query.sql.SqlPrinter] writes it, nobody reads it back.
package dev.firebucket.query.sql;
