package dev.firebucket.storage.simulation;

import dev.firebucket.storage.retention.RetentionPolicy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// The mistakes that the simulation must find, by what they are.
final class PlantedFaults {
  private PlantedFaults() {}

  static Map<String, PlantedFault> all() {
    Map<String, PlantedFault> all = new LinkedHashMap<>();
    addCommits(all);
    addSweeps(all);
    addTimes(all);
    addOthers(all);
    return all;
  }

  private static void addCommits(Map<String, PlantedFault> all) {
    all.put(
        "a commit without its condition", PlantedFault.inCommits(WrongCommits.Unconditional::new));
    all.put(
        "a commit that looks first and puts then",
        PlantedFault.inCommits(WrongCommits.LooksFirst::new));
    all.put(
        "a lost answer of a commit is taken for its failure",
        PlantedFault.inCommits(WrongCommits.LostIsFailed::new));
    all.put("a commit on a stale catalog", PlantedFault.inCommits(WrongCommits.StaleCatalog::new));
    all.put(
        "a commit loses the marks of a concurrent merge",
        PlantedFault.inCommits(WrongCommits.LosesMarks::new));
  }

  private static void addSweeps(Map<String, PlantedFault> all) {
    all.put(
        "fresh objects are deleted before their commit",
        PlantedFault.inCommits(WrongSweeps.BeforeCommit::new));
    all.put("sweeping without a grace period", PlantedFault.inCommits(WrongSweeps.NoGrace::new));
    all.put(
        "the grace period counts from when a commit began",
        PlantedFault.inCommits(store -> new WrongSweeps.Older(store, "catalog/")));
    all.put(
        "files of running merges are swept as orphans",
        PlantedFault.inCommits(
            store -> new WrongSweeps.Older(new WrongSweeps.Older(store, "samples/"), "series/")));
    all.put(
        "marks are forgotten before their objects are deleted",
        PlantedFault.inCommits(WrongSweeps.ForgetsFirst::new));
    all.put("orphans are never swept", PlantedFault.inCommits(WrongSweeps.NoOrphans::new));
  }

  private static void addTimes(Map<String, PlantedFault> all) {
    all.put(
        "a merge that stood still goes on",
        PlantedFault.standing(Role.COMPACTOR, PlantedFault.ClockOf.COMPACTOR));
    all.put(
        "a commit that stood still goes on",
        PlantedFault.standing(Role.COMPACTOR, PlantedFault.ClockOf.CATALOGS));
    all.put(
        "a look at the store that stood still goes on",
        PlantedFault.standing(Role.READER, PlantedFault.ClockOf.READER));
    all.put("retention is four hours too eager", tooEager());
  }

  private static void addOthers(Map<String, PlantedFault> all) {
    all.put(
        "a deletion is noted as done when it begins",
        PlantedFault.in(Role.DELETER, WrongDeletions.DoneAtOnce::new));
    all.put(
        "a deletion forgets the tail", PlantedFault.in(Role.DELETER, WrongDeletions.NoTail::new));
    all.put(
        "a writer answers before it has stored",
        PlantedFault.in(Role.WRITER, WrongWriters.AnswersFirst::new));
    all.put(
        "a fresh object appears half first",
        PlantedFault.in(Role.WRITER, WrongWriters.HalfFirst::new));
    all.put(
        "a reader mixes two catalogs",
        PlantedFault.in(Role.READER, WrongReaders.MixesCatalogs::new));
    all.put(
        "a reader lists before it reads the catalog",
        PlantedFault.in(Role.READER, WrongReaders.ListsFirst::new));
    all.put(
        "a listing lacks the newest object",
        PlantedFault.in(Role.READER, WrongReaders.LacksNewest::new));
  }

  private static PlantedFault tooEager() {
    return new PlantedFault() {
      @Override
      public RetentionPolicy keeps(RetentionPolicy policy) {
        return policy.time().isZero()
            ? policy
            : new RetentionPolicy(
                policy.time().minus(Duration.ofHours(4)), policy.bytes(), policy.rules());
      }
    };
  }
}
