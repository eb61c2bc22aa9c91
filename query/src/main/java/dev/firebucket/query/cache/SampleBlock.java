package dev.firebucket.query.cache;

import dev.firebucket.query.grid.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of one metric in one file: the series that were asked for, and their samples.
/// Immutable.
///
/// @param asked ids that were asked for, each list sorted; a series without samples is known too
/// @param pages what was found
public record SampleBlock(List<long[]> asked, List<SamplePage> pages) {
  /// Nothing was asked for yet.
  public static final SampleBlock NONE = new SampleBlock(List.of(), List.of());

  public SampleBlock {
    asked = List.copyOf(asked);
    pages = List.copyOf(pages);
  }

  /// Of some series those that were not asked for yet.
  ///
  /// @param ids sorted
  public long[] missing(long[] ids) {
    for (long[] known : asked) {
      if (Arrays.equals(known, ids)) {
        return new long[0];
      }
    }
    return asked.isEmpty() ? ids : Arrays.stream(ids).filter(id -> !isKnown(id)).toArray();
  }

  private boolean isKnown(long id) {
    return asked.stream().anyMatch(known -> Arrays.binarySearch(known, id) >= 0);
  }

  /// With more series known.
  ///
  /// @param ids sorted, all that were asked for
  public SampleBlock with(long[] ids, SamplePage page) {
    List<long[]> moreAsked = new ArrayList<>(asked);
    moreAsked.add(ids);
    if (page.size() == 0) {
      return new SampleBlock(moreAsked, pages);
    }
    List<SamplePage> morePages = new ArrayList<>(pages);
    morePages.add(page);
    return new SampleBlock(moreAsked, morePages);
  }

  /// The samples of a series, null where it has none in the file.
  public @Nullable Samples samples(long id) {
    for (SamplePage page : pages) {
      Samples found = page.samples(id);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /// About how many bytes it takes; lists of ids are shared between the blocks of a scan.
  long bytes() {
    return 100 + pages.stream().mapToLong(SamplePage::bytes).sum() + 24L * asked.size();
  }
}
