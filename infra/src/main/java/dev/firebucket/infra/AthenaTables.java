package dev.firebucket.infra;

import static dev.firebucket.infra.ContextParameters.require;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/// Whether people's own SQL reads the bucket through Athena.
///
/// @param database of Glue that names the tables; empty for none
/// @param since the first day that the tables show: a query without a condition on `date` asks S3
///   for each day from then on
record AthenaTables(Optional<String> database, LocalDate since) {
  private static final LocalDate SINCE = LocalDate.of(2020, 1, 1);

  AthenaTables {
    database.ifPresent(
        name ->
            require(
                name.matches("[a-z][a-z0-9_]{0,126}"),
                "athenaDatabase",
                name,
                "lower-case letters, digits and underscores, beginning with a letter"));
  }

  static AthenaTables of(ContextParameters parameters) {
    return new AthenaTables(
        parameters.text("athenaDatabase"),
        parameters.text("athenaSince").map(AthenaTables::day).orElse(SINCE));
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      require(false, "athenaSince", text, "a day such as 2026-11-22");
      throw new AssertionError(text, e);
    }
  }
}
