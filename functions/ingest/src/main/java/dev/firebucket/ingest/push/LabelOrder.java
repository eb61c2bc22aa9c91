package dev.firebucket.ingest.push;

import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;

/// The order of sorted labels: equal ones are found by it. Anybody can choose maps whose hashes are
/// the same, and a table of those is a list.
final class LabelOrder {
  private LabelOrder() {}

  static int compare(SortedMap<String, String> a, SortedMap<String, String> b) {
    Iterator<Map.Entry<String, String>> others = b.entrySet().iterator();
    for (Map.Entry<String, String> one : a.entrySet()) {
      if (!others.hasNext()) {
        return 1;
      }
      Map.Entry<String, String> other = others.next();
      int order = one.getKey().compareTo(other.getKey());
      if (order == 0) {
        order = one.getValue().compareTo(other.getValue());
      }
      if (order != 0) {
        return order;
      }
    }
    return others.hasNext() ? -1 : 0;
  }
}
