package org.dragoman.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.dragoman.training.data.TrainingText.Part;
import org.junit.jupiter.api.Test;

class WeightedCopiesTest {
  private static int[] draw(List<Part> parts, long seed) {
    WeightedCopies copies = new WeightedCopies(parts, seed);
    int size = (int) parts.stream().mapToLong(Part::size).sum();
    return IntStream.range(0, size).map(i -> copies.next()).toArray();
  }

  @Test
  void aWholeWeightIsSoManyCopies() {
    List<Part> parts = List.of(new Part(1, 2), new Part(7, 0), new Part(3, 1));

    assertThat(draw(parts, 1)).containsExactly(1, 1, 3);
    assertThat(WeightedCopies.total(parts)).isEqualTo(5);
  }

  @Test
  void ofAFractionExactlySoManyAreDrawnOthersEachTime() {
    List<Part> parts = List.of(new Part(0.5, 101), new Part(2.25, 1000));

    for (int seed = 0; seed < 20; seed++) {
      int[] copies = draw(parts, seed);
      assertThat(IntStream.of(copies).limit(101).sum()).isEqualTo(51);
      assertThat(IntStream.of(copies).limit(101).max()).hasValue(1);
      assertThat(IntStream.of(copies).skip(101).sum()).isEqualTo(2250);
      assertThat(IntStream.of(copies).skip(101).distinct().boxed()).containsExactlyInAnyOrder(2, 3);
    }
    assertThat(WeightedCopies.total(parts)).isEqualTo(51 + 2250);
    assertThat(draw(parts, 1)).isEqualTo(draw(parts, 1)).isNotEqualTo(draw(parts, 2));
  }

  /** Of a hundred, five are drawn 20,000 times: each some 1,000 times. */
  @Test
  void allAreDrawnEquallyOften() {
    int[] counts = new int[100];
    for (int seed = 0; seed < 20_000; seed++) {
      int[] copies = draw(List.of(new Part(0.05, 100)), seed);
      for (int i = 0; i < 100; i++) {
        counts[i] += copies[i];
      }
    }
    // Five standard deviations.
    assertThat(IntStream.of(counts).boxed()).allMatch(n -> Math.abs(n - 1000) < 155);
  }
}
