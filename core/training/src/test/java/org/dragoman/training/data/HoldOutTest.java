package org.dragoman.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dragoman.training.data.Texts.pair;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.dragoman.corpus.store.RecordStore;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.SentencePair;
import org.junit.jupiter.api.Test;

class HoldOutTest {
  private static final List<SentencePair> CORPUS =
      IntStream.range(0, 500).mapToObj(i -> pair("Source " + i + ".", "Ziel " + i + ".")).toList();

  /** What is left and what is held out, as lists. */
  private record Parts(List<SentencePair> train, List<SentencePair> dev) {
    static Parts of(List<SentencePair> corpus, int size, long seed) {
      try (RecordStore store = Stored.inHeap()) {
        HoldOut parts = HoldOut.of(Stored.text(store, corpus), true, size, seed);
        assertThat(Stored.pairs(parts.train())).hasSize((int) parts.train().size());
        return new Parts(Stored.pairs(parts.train()), parts.dev());
      }
    }
  }

  /** As they were before corpora were streamed: the first of the shuffled pairs. */
  @Test
  void aRunOfAnEarlierVersionKeepsItsDevSet() {
    List<SentencePair> shuffled = new ArrayList<>(CORPUS);
    Collections.shuffle(shuffled, new Random(5));

    assertThat(Parts.of(CORPUS, 50, 5).dev()).isEqualTo(shuffled.subList(0, 50));
  }

  @Test
  void theTwoPartsShareNothing() {
    Parts parts = Parts.of(CORPUS, 50, 1);

    assertThat(parts.dev()).hasSize(50).doesNotHaveDuplicates();
    assertThat(parts.train()).hasSize(450).doesNotContainAnyElementsOf(parts.dev());
    assertThat(CORPUS).containsAll(parts.train()).containsAll(parts.dev());
  }

  @Test
  void noSentenceOfTheDevSetIsLearnedOnEitherSide() {
    List<SentencePair> corpus = new ArrayList<>(CORPUS);
    for (SentencePair pair : CORPUS) {
      corpus.add(
          pair(pair.source().toUpperCase(java.util.Locale.ROOT) + " !", "x" + corpus.size()));
      corpus.add(pair("y" + corpus.size(), pair.target().replace(".", "...")));
    }
    Parts parts = Parts.of(corpus, 300, 1);

    List<String> devSources = parts.dev().stream().map(p -> bare(p.source())).toList();
    List<String> devTargets = parts.dev().stream().map(p -> bare(p.target())).toList();
    assertThat(parts.train()).isNotEmpty();
    assertThat(parts.train().stream().map(p -> bare(p.source())))
        .doesNotContainAnyElementsOf(devSources);
    assertThat(parts.train().stream().map(p -> bare(p.target())))
        .doesNotContainAnyElementsOf(devTargets);
  }

  @Test
  void twoSpellingsOfAnAccentAreOneSentence() {
    List<SentencePair> corpus =
        List.of(pair("caf\u00e9", "a"), pair("cafe\u0301", "b"), pair("c", "c"));

    for (int seed = 0; seed < 20; seed++) {
      Parts parts = Parts.of(corpus, 1, seed);
      boolean cafeIsHeldOut = parts.dev().get(0).source().startsWith("caf");
      assertThat(parts.train()).hasSize(cafeIsHeldOut ? 1 : 2);
    }
  }

  @Test
  void pairsWithoutWordsAreNotHeldOut() {
    List<SentencePair> corpus =
        List.of(pair("", "a"), pair("b", "..."), pair("c", "c"), pair("d", "d"));

    for (int seed = 0; seed < 20; seed++) {
      assertThat(Parts.of(corpus, 1, seed).dev()).isSubsetOf(corpus.subList(2, 4));
    }
  }

  @Test
  void theSeedDecides() {
    assertThat(Parts.of(CORPUS, 50, 1)).isEqualTo(Parts.of(CORPUS, 50, 1));
    assertThat(Parts.of(CORPUS, 50, 2)).isNotEqualTo(Parts.of(CORPUS, 50, 1));
  }

  @Test
  void aCorpusThatIsTooSmallIsRefused() {
    assertThatThrownBy(() -> Parts.of(CORPUS.subList(0, 10), 10, 1))
        .isInstanceOf(DragomanException.class)
        .hasMessage(
            "The training corpus has 10 pairs; holding 10 of them out leaves none to train on. Give data.dev, or a smaller data.hold-out.");
  }

  @Test
  void aCorpusWithoutWordsIsRefused() {
    assertThatThrownBy(() -> Parts.of(List.of(pair("a", "..."), pair("!", "b")), 1, 1))
        .isInstanceOf(DragomanException.class)
        .hasMessage(
            "No pair of the training corpus has a letter or a digit on both sides, so none can be held out. Give data.dev.");
  }

  private static String bare(String text) {
    return text.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
