package org.dragoman.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dragoman.training.data.Texts.pair;

import java.util.List;
import java.util.Map;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.text.Normalizer;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.runtime.text.TextPipeline;
import org.dragoman.runtime.text.Vocabulary;
import org.dragoman.training.loop.Log;
import org.junit.jupiter.api.Test;

class ParallelCorpusTest {
  private static final Pipelines PIPELINES =
      new Pipelines(pipeline(Map.of("a", 2L, "b", 1L)), pipeline(Map.of("x", 2L, "y", 1L)), false);

  private static TextPipeline pipeline(Map<String, Long> counts) {
    return new TextPipeline(
        Normalizer.IDENTITY,
        new Components(Texts.registry()).tokenizer(Texts.BLANKS),
        null,
        Vocabulary.build(counts));
  }

  @Test
  void theSourceHasAnEndMarkAndTheTargetHasNone() {
    ParallelCorpus corpus =
        ParallelCorpus.encode(
            "data.train", List.of(pair("a b", "y x z")), new TranslationCoder(PIPELINES), 3);

    assertThat(corpus.pairs()).hasSize(1);
    assertThat(corpus.pairs().get(0).source()).containsExactly(4, 5, Vocabulary.END);
    assertThat(corpus.pairs().get(0).target()).containsExactly(5, 4, Vocabulary.UNK);
  }

  @Test
  void emptyAndLongPairsAreLeftOutAndCounted() {
    List<SentencePair> raw =
        List.of(
            pair("a", "x"),
            pair("", "x"),
            pair("a", ""),
            pair("a a a", "x"),
            pair("a", "x x x"),
            pair("a a", "x x"));

    Log log = Log.of(PairEncoder.class);
    ParallelCorpus corpus =
        ParallelCorpus.encode("data.train", raw, new TranslationCoder(PIPELINES), 2);

    assertThat(corpus.pairs()).hasSize(2);
    assertThat(log.messages())
        .containsExactly(
            "data.train: 2 sentence pairs; left out 2 empty and 2 longer than 2 pieces");
  }

  @Test
  void aCorpusOfWhichNothingIsLeftIsRefused() {
    assertThatThrownBy(
            () ->
                ParallelCorpus.encode(
                    "data.train",
                    List.of(pair("", ""), pair("a a", "x")),
                    new TranslationCoder(PIPELINES),
                    1))
        .isInstanceOf(DragomanException.class)
        .hasMessage(
            "data.train: none of 2 sentence pairs is left (1 empty, 1 longer than training.max-length 1). Give a corpus with text on both sides.");
  }
}
