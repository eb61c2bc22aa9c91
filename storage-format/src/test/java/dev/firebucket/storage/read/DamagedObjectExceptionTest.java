package dev.firebucket.storage.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DamagedObjectExceptionTest {
  @Test
  void theMessageNamesTenObjectsAndSaysHowManyMoreThereAre() {
    List<Damage> damages =
        IntStream.range(0, 5_000).mapToObj(i -> new Damage("tail/" + i, "it is cut")).toList();

    DamagedObjectException many = new DamagedObjectException(damages);

    assertThat(many.damages()).hasSize(5_000);
    assertThat(many).hasMessageContaining("'tail/9'").hasMessageNotContaining("'tail/10'");
    assertThat(many).hasMessageEndingWith("; 4990 more objects are damaged");
    assertThat(new DamagedObjectException(damages.subList(0, 10)))
        .hasMessageNotContaining("more objects");
  }
}
