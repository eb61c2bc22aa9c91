package dev.firebucket.query.shard;

import dev.firebucket.query.lower.BegunGroups;
import dev.firebucket.query.plan.BindOptions;
import dev.firebucket.query.time.Steps;
import java.util.Objects;
import java.util.Set;

/// The work of one shard, in words that any process understands: nothing of a plan is in it.
///
/// @param protocol [#PROTOCOL] of whoever made it
/// @param query the text
/// @param steps the times to answer at
/// @param options what else its plan depends on
/// @param features flags of `--enable-feature`
/// @param typed whether any series of the whole query says of its metric the type or the unit
/// @param begun which aggregations are begun here: of the others the grids of all series are sent
/// @param ids the series
public record ShardTask(
    int protocol,
    String query,
    Steps steps,
    BindOptions options,
    Set<String> features,
    boolean typed,
    BegunGroups begun,
    IdRange ids) {
  /// The version of what a task asks for and an answer holds.
  public static final int PROTOCOL = 1;

  public ShardTask {
    if (protocol != PROTOCOL) {
      throw new IllegalArgumentException(
          "a task of protocol %d, this is %d: run the same version everywhere"
              .formatted(protocol, PROTOCOL));
    }
    Objects.requireNonNull(query, "query");
    features = Set.copyOf(features);
  }
}
