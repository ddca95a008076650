package org.dragoman.runtime.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@link ReadAhead} on numbers. */
class ReadAheadTest {
  private final AtomicInteger read = new AtomicInteger();

  private Supplier<Integer> numbers(int count) {
    Iterator<Integer> numbers = IntStream.range(0, count).iterator();
    return () -> {
      if (!numbers.hasNext()) {
        return null;
      }
      read.incrementAndGet();
      return numbers.next();
    };
  }

  private static List<Integer> sizes(ReadAhead<Integer> windows, int items) {
    List<Integer> sizes = new ArrayList<>();
    int expected = 0;
    for (List<Integer> window = windows.next(items);
        !window.isEmpty();
        window = windows.next(items)) {
      sizes.add(window.size());
      for (int number : window) {
        assertThat(number).isEqualTo(expected++);
      }
    }
    return sizes;
  }

  @Test
  void aWindowHasSoManyItemsAndReadsNoFurther() {
    ReadAhead<Integer> windows = new ReadAhead<>(numbers(10), n -> 1);
    assertThat(windows.next(4)).containsExactly(0, 1, 2, 3);
    assertThat(read).hasValue(4);
    assertThat(windows.next(4)).containsExactly(4, 5, 6, 7);
    assertThat(windows.next(4)).containsExactly(8, 9);
    assertThat(windows.next(4)).isEmpty();
  }

  @Test
  void aWindowEndsOnceItCostsTooMuch() {
    assertThat(sizes(new ReadAhead<>(numbers(7), n -> ReadAhead.MOST_COST / 2), 100))
        .containsExactly(2, 2, 2, 1);
    assertThat(sizes(new ReadAhead<>(numbers(2), n -> 5 * ReadAhead.MOST_COST), 100))
        .containsExactly(1, 1);
  }

  @Test
  void whatMustBeTogetherIsInOneWindowAndNothingIsLost() {
    // 0 to 5 belong together, and 6 to 8.
    assertThat(sizes(new ReadAhead<>(numbers(9), n -> 1, (a, b) -> b != 6), 2))
        .containsExactly(6, 3);
    assertThat(sizes(new ReadAhead<>(numbers(9), n -> 1, (a, b) -> false), 4))
        .containsExactly(4, 4, 1);
  }
}
