package org.dragoman.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LongSetTest {
  @Test
  void itIsASet() {
    LongSet set = new LongSet();
    Set<Long> model = new HashSet<>();
    Random random = new Random(1);
    for (int i = 0; i < 50_000; i++) {
      // Many twice, many that differ in a few bits only, and 0.
      long number = (long) random.nextInt(20_000) << random.nextInt(45);
      assertThat(set.add(number)).isEqualTo(model.add(number));
    }
  }
}
