package org.dragoman.runtime.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.dragoman.runtime.DragomanException;
import org.junit.jupiter.api.Test;

class SearchWidthTest {
  private static final long GIB = 1L << 30;

  @Test
  void theGreatestWidthIsBoundByBothMemoriesAndTheVocabulary() {
    // An eighth of 4 GiB of heap holds 2,896 continuations of each of 2,896 hypotheses.
    assertThat(new SearchWidth(5, 8000).greatest(1024 * GIB, 4 * GIB)).isEqualTo(2896);
    // The engine's scores of a vocabulary.
    assertThat(new SearchWidth(5, 64_000).greatest(16 * GIB, 64 * GIB)).isEqualTo(2097);
    assertThat(new SearchWidth(5, 1 << 30).greatest(GIB, GIB)).isEqualTo(1);
  }

  @Test
  void whatIsWiderIsRefusedAndUsualSearchesAreNot() {
    assertThatNoException().isThrownBy(() -> new SearchWidth(100, 32_000).require());
    assertThatThrownBy(() -> new SearchWidth(100_000_000, 32_000).require())
        .isInstanceOf(DragomanException.class)
        .hasMessageContaining("100,000,000")
        .hasMessageContaining("32,000 entries of the target vocabulary");
  }

  @Test
  void aWideSearchHasFewSentencesInABatch() {
    assertThat(new SearchWidth(5, 8000).sentences(64)).isEqualTo(64);
    assertThat(new SearchWidth(100, 32_000).sentences(64)).isEqualTo(20);
    assertThat(new SearchWidth(100_000, 32_000).sentences(64)).isEqualTo(1);
  }
}
