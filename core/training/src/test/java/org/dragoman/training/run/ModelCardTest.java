package org.dragoman.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dragoman.corpus.Corpus;
import org.dragoman.corpus.Filters;
import org.dragoman.evaluation.Bleu;
import org.dragoman.evaluation.BleuScore;
import org.dragoman.evaluation.ExactMatch;
import org.dragoman.training.config.ConfigDifferenceTest;
import org.dragoman.training.config.RunConfig;
import org.dragoman.training.config.RunConfig.DataConfig;
import org.dragoman.training.validation.BestValidation;
import org.dragoman.training.validation.Measure;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ModelCardTest {
  private static final BestValidation BEST =
      new BestValidation(450, 3.14159, 25.5, "BLEU|case:lc = 25.50");
  private static final Corpus TRAIN = Corpus.ofFiles("/home/of/me/data/set/train.en", "train.de");
  private static final Corpus TEST = Corpus.ofFiles("../data/set/test.en.gz", "set/test.de.gz");

  private static RunConfig config(List<Corpus> train, @Nullable Corpus dev) {
    return ConfigDifferenceTest.config(new DataConfig(train, dev, 77, TEST, Filters.NONE, 512));
  }

  @Test
  void aCardNamesAllTrainingCorpora() {
    Corpus memory =
        new Corpus(
            null,
            null,
            null,
            null,
            null,
            "/home/of/me/memories/m.tmx",
            List.of("en", "de"),
            null,
            null,
            null,
            null,
            2);

    assertThat(ModelCard.of(config(List.of(TRAIN, memory), null), BEST, List.of()))
        .contains("| trained on | set/train.en, train.de; memories/m.tmx |\n");
  }

  @Test
  void aCardWithoutATestSaysWhatTheCheckpointWasChosenOn() {
    String card = ModelCard.of(config(List.of(TRAIN), null), BEST, List.of());

    assertThat(card)
        .isEqualTo(
            """
            # tiny

            A recurrent encoder-decoder translator, trained with Dragoman.

            | | |
            |---|---|
            | trained on | set/train.en, train.de |
            | checkpoint chosen on | 77 sentence pairs held out of the training corpus |
            | at that checkpoint | update 450, perplexity 3.14, BLEU\\|case:lc = 25.50 |
            """);
  }

  @Test
  void aCardWithATestHasItsScoresWithSignature() {
    List<String> text = List.of("one two three four five", "six");
    BleuScore bleu = Bleu.builder().build().corpus(text, List.of(text));
    List<Measure> scores =
        List.of(
            new Measure(
                "bleu",
                bleu.value(),
                bleu.format(),
                bleu.formatWithSignature(),
                bleu.signature().toString()),
            Measure.of("exactMatch", 1, ExactMatch.corpus(text, text).format()));
    String card = ModelCard.of(config(List.of(TRAIN), TRAIN), BEST, scores);

    assertThat(card)
        .contains("| checkpoint chosen on | set/train.en, train.de |\n")
        .contains("| scored on | set/test.en.gz, set/test.de.gz |\n")
        .contains("| score | BLEU\\|nrefs:1\\|case:mixed\\|")
        .contains(" = 100.00 ")
        .contains("| exact match | Exact match = 100.00 % (2 of 2) |\n");
  }

  @Test
  void aCardHoldsNoPathOfTheMachine() {
    assertThat(ModelCard.of(config(List.of(TRAIN), TRAIN), BEST, List.of()))
        .doesNotContain("/home")
        .doesNotContain("data/set");
  }
}
