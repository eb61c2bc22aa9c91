package dev.firebucket.query.kernel.aggregate;

import dev.firebucket.query.histogram.Remark;
import dev.firebucket.query.histogram.Remarks;
import java.util.BitSet;

/// The remarks on the answer of a group of series.
///
/// @param remarks of the group as a whole
/// @param incompatible places of members that differ from others before them in that one has custom
///   bounds and the other one has not: of these, Prometheus names the metric
public record GroupRemarks(Remarks remarks, BitSet incompatible) {
  public static GroupRemarks none() {
    return new GroupRemarks(new Remarks(), new BitSet());
  }

  void add(Remark remark) {
    remarks.add(remark);
  }
}
