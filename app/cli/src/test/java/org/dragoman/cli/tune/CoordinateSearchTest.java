package org.dragoman.cli.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.dragoman.runtime.DragomanException;
import org.junit.jupiter.api.Test;

class CoordinateSearchTest {
  private static final List<TriedKey> KEYS =
      List.of(TriedKey.parse("a=0,1,2,3"), TriedKey.parse("b=5,6,7"));

  @Test
  void findsTheTopOfAHillWithoutTryingAll() {
    List<List<String>> tried = new ArrayList<>();
    CoordinateSearch search =
        new CoordinateSearch(
            KEYS,
            values -> {
              tried.add(values);
              return -Math.pow(Integer.parseInt(values.get(0)) - 2, 2)
                  - Math.pow(Integer.parseInt(values.get(1)) - 6, 2);
            });

    assertThat(search.best()).containsExactly("2", "6");
    assertThat(tried.get(0)).containsExactly("0", "5");
    assertThat(tried).doesNotHaveDuplicates().hasSizeLessThan(12).hasSize(search.count());
  }

  @Test
  void goesOverTheKeysAgainUntilNothingChanges() {
    // The best of a depends on b: 3 is better than 0 only after b has become 7.
    CoordinateSearch search =
        new CoordinateSearch(
            KEYS,
            values -> {
              boolean late = values.get(1).equals("7");
              return (late ? 10 : 0) + (late == values.get(0).equals("3") ? 5 : 0);
            });

    assertThat(search.best()).containsExactly("3", "7");
  }

  @Test
  void ofEquallyGoodOnesTheFirstIsKept() {
    assertThat(new CoordinateSearch(KEYS, values -> 1).best()).containsExactly("0", "5");
  }

  @Test
  void keysAreReadAndChecked() {
    assertThat(TriedKey.parse("alpha = 1, 0.6,1"))
        .isEqualTo(new TriedKey("alpha", List.of("1", "0.6")));
    for (String wrong : List.of("alpha", "alpha=", "=1", "alpha=1,,2")) {
      assertThatThrownBy(() -> TriedKey.parse(wrong))
          .isInstanceOf(DragomanException.class)
          .hasMessageContaining("expected KEY=VALUE,VALUE");
    }
    for (String wrong : List.of("x", "-0.1", "NaN", "Infinity")) {
      assertThatThrownBy(() -> TriedKey.parse("lm-weight=0," + wrong))
          .isInstanceOf(DragomanException.class)
          .hasMessage(
              "--try lm-weight: a weight must be a number of at least 0, got '" + wrong + "'.");
    }
  }
}
