package dev.firebucket.storage.read;

import dev.firebucket.storage.object.FanOut;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Does the same for many files in parallel, and finds all of them that are damaged, not only the
/// first.
final class EachFile {
  private EachFile() {}

  /// The results in the order of the files.
  ///
  /// @throws DamagedObjectException when any was thrown: it names the objects of all
  static <A, B> List<B> of(List<A> files, FanOut.Step<A, B> step) throws IOException {
    List<Damage> damages = Collections.synchronizedList(new ArrayList<>());
    List<Optional<B>> results =
        FanOut.map(
            files,
            file -> {
              try {
                return Optional.of(step.apply(file));
              } catch (DamagedObjectException e) {
                damages.addAll(e.damages());
                return Optional.empty();
              }
            });
    if (!damages.isEmpty()) {
      throw new DamagedObjectException(damages);
    }
    return results.stream().map(Optional::orElseThrow).toList();
  }
}
