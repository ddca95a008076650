package org.dragoman.training.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dragoman.corpus.Corpus;
import org.dragoman.corpus.Filters;
import org.dragoman.runtime.config.ConfigBinder;
import org.dragoman.runtime.config.ConfigTree;
import org.dragoman.training.config.RunConfig.DataConfig;
import org.dragoman.training.data.Texts;
import org.junit.jupiter.api.Test;

public class ConfigDifferenceTest {
  private static final String YAML =
      """
      name: tiny
      data:
        train: {source: a.en, target: a.de}
      text:
        shared: {tokenizer: blanks, subword: halves}
      model:
        encoder: {cell: cell}
        decoder: {cell: cell}
        context: context
      training:
        validation: {search: search}
      search: search
      """;

  public static RunConfig config(String... overrides) {
    return new ConfigBinder(Texts.registry())
        .bind(RunConfig.class, ConfigTree.parse(YAML, "tiny.yaml").override(List.of(overrides)));
  }

  public static RunConfig config(DataConfig data) {
    RunConfig config = config();
    return new RunConfig(
        config.name(),
        null,
        null,
        data,
        config.text(),
        config.model(),
        config.training(),
        config.search());
  }

  private static List<String> difference(String... overrides) {
    return ConfigDifference.of(config(), config(overrides));
  }

  @Test
  void whatIsEqualDoesNotDiffer() {
    assertThat(difference()).isEmpty();
  }

  @Test
  void dataTextModelAndSeedMayNotChange() {
    assertThat(
            difference(
                "data.train.target=b.de",
                "data.test={source: t.en, target: t.de}",
                "text.shared.vocabulary.max-size=9",
                "text.shared.subword=null",
                "model.embedding.size=8",
                "model.encoder.layers=2",
                "training.seed=2"))
        .containsExactly(
            "data.test: null in the run, nothing now",
            "data.test.alignment: nothing in the run, null now",
            "data.test.columns: nothing in the run, null now",
            "data.test.conll: nothing in the run, null now",
            "data.test.encoding: nothing in the run, null now",
            "data.test.languages: nothing in the run, null now",
            "data.test.source: nothing in the run, \"t.en\" now",
            "data.test.tags: nothing in the run, null now",
            "data.test.target: nothing in the run, \"t.de\" now",
            "data.test.text: nothing in the run, null now",
            "data.test.tmx: nothing in the run, null now",
            "data.test.tsv: nothing in the run, null now",
            "data.test.weight: nothing in the run, 1.0 now",
            "data.train.target: \"a.de\" in the run, \"b.de\" now",
            "model.embedding.size: 256 in the run, 8 now",
            "model.encoder.layers: 1 in the run, 2 now",
            "text.shared.subword: nothing in the run, null now",
            "text.shared.subword.type: \"halves\" in the run, nothing now",
            "text.shared.vocabulary.max-size: 0 in the run, 9 now",
            "training.seed: 1 in the run, 2 now");
  }

  @Test
  void corporaAndFiltersMayNotChange() {
    String two = "data.train=[{source: a.en, target: a.de}, {tsv: b.tsv, weight: 2}]";

    assertThat(difference(two)).contains("data.train[1].tsv: nothing in the run, \"b.tsv\" now");
    assertThat(
            ConfigDifference.of(
                config(two), config(two.replace("2", "3"), "data.filters.max-words=9")))
        .containsExactly(
            "data.filters.max-words: 0 in the run, 9 now",
            "data.train[1].weight: 2.0 in the run, 3.0 now");
  }

  /** They decide what a filter by script leaves out, and nothing else that is learned. */
  @Test
  void languagesMayNotChangeWhereAFilterLooksAtThem() {
    String filter = "data.filters.script=drop";

    assertThat(difference("languages={source: en, target: de}")).isEmpty();
    assertThat(
            ConfigDifference.of(
                config("languages={source: en, target: de}", filter),
                config("languages={source: en, target: ja}", filter)))
        .containsExactly("languages.target: \"de\" in the run, \"ja\" now");
  }

  /** The BLEU of the best validation so far would be compared with one of another meaning. */
  @Test
  void whatBleuMeansMayNotChange() {
    assertThat(difference("training.validation={search: other, tokenize: none, lowercase: true}"))
        .containsExactly(
            "training.validation.lowercase: false in the run, true now",
            "training.validation.search.type: \"search\" in the run, \"other\" now",
            "training.validation.tokenize: \"13a\" in the run, \"none\" now");
    assertThat(difference("training.validation={search: search, every: 5, samples: 9}")).isEmpty();
  }

  @Test
  void howTheModelIsTrainedMayChange() {
    assertThat(
            difference(
                "name=other",
                "training.batch.size=9",
                "training.stop.epochs=99",
                "training.schedule={type: plateau}",
                "training.optimizer.learning-rate=0.5"))
        .isEmpty();
    assertThat(
            ConfigDifference.of(
                config(),
                config(
                    new DataConfig(
                        List.of(Corpus.ofFiles("a.en", "a.de")),
                        null,
                        1000,
                        null,
                        Filters.NONE,
                        64))))
        .isEmpty();
  }
}
