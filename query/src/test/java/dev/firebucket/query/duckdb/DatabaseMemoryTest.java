package dev.firebucket.query.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatabaseMemoryTest {
  @Test
  void theMemoryThatASettingAllowsIsDuckDbsLimit() throws SQLException {
    assertThat(limit(SqlDatabase.settings(512L << 20))).isEqualTo("512.0 MiB");
  }

  @Test
  void withoutASettingDuckDbTakesItsOwnLimit() throws SQLException {
    assertThat(SqlDatabase.settings(0)).noneMatch(setting -> setting.contains("memory_limit"));
  }

  private static String limit(List<String> settings) throws SQLException {
    ConnectionPool pool = new ConnectionPool(settings, (_, _) -> {});
    try (Statement statement = pool.root().createStatement();
        ResultSet rows = statement.executeQuery("SELECT current_setting('memory_limit')")) {
      rows.next();
      return rows.getString(1);
    }
  }
}
