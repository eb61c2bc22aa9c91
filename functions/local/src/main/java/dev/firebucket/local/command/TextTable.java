package dev.firebucket.local.command;

import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Rows as aligned columns, with a line of names above. The widths are those of the first rows, so
/// that an answer of any length can be printed.
final class TextTable {
  private static final int MEASURED_ROWS = 1000;
  private static final String GAP = "  ";

  private TextTable() {}

  static void print(ResultSet rows, PrintWriter out) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    String[] names = new String[columns.getColumnCount()];
    for (int i = 0; i < names.length; i++) {
      names[i] = columns.getColumnLabel(i + 1);
    }
    List<String[]> first = new ArrayList<>();
    while (first.size() < MEASURED_ROWS && rows.next()) {
      first.add(row(rows, names.length));
    }
    int[] widths = Arrays.stream(names).mapToInt(String::length).toArray();
    for (String[] row : first) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    printRow(names, widths, out);
    printRow(Arrays.stream(widths).mapToObj("-"::repeat).toArray(String[]::new), widths, out);
    first.forEach(row -> printRow(row, widths, out));
    while (first.size() == MEASURED_ROWS && rows.next()) {
      printRow(row(rows, names.length), widths, out);
    }
    out.flush();
  }

  private static String[] row(ResultSet rows, int columns) throws SQLException {
    String[] row = new String[columns];
    for (int i = 0; i < columns; i++) {
      String text = rows.getString(i + 1);
      row[i] = text == null ? "NULL" : text.replace("\n", "\\n");
    }
    return row;
  }

  private static void printRow(String[] cells, int[] widths, PrintWriter out) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      line.append(cells[i]);
      if (i + 1 < cells.length) {
        line.append(" ".repeat(Math.max(0, widths[i] - cells[i].length()))).append(GAP);
      }
    }
    out.println(line);
  }
}
