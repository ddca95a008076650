package org.dragoman.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.dragoman.corpus.Corpus.Tags;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.config.ConfigBinder;
import org.dragoman.runtime.config.ConfigTree;
import org.dragoman.runtime.plugin.Registry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorpusTest {
  private static Corpus bind(String yaml) {
    return new ConfigBinder(Registry.of(List.of()))
        .bind(Corpus.class, ConfigTree.parse(yaml, "corpus.yaml"));
  }

  @Test
  void thereAreThreeForms() {
    assertThat(bind("{source: a.en, target: a.de}")).isEqualTo(Corpus.ofFiles("a.en", "a.de"));
    assertThat(bind("{tsv: a.tsv, columns: [3, 1], weight: 0.5}"))
        .isEqualTo(
            new Corpus(
                null, null, null, "a.tsv", List.of(3, 1), null, null, null, null, null, null, 0.5));
    assertThat(bind("{tmx: a.tmx, languages: [en, de], tags: placeholder}"))
        .isEqualTo(
            new Corpus(
                null,
                null,
                null,
                null,
                null,
                "a.tmx",
                List.of("en", "de"),
                Tags.PLACEHOLDER,
                null,
                null,
                null,
                1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{weight: 2}",
        "{source: a}",
        "{target: a}",
        "{source: a, target: b, tsv: c}",
        "{source: a, tmx: c, languages: [en, de]}",
        "{tsv: a, tmx: b, languages: [en, de]}",
      })
  void whatIsNotOfOneFormIsToldTheForms(String yaml) {
    assertThatThrownBy(() -> bind(yaml))
        .isInstanceOf(DragomanException.class)
        .hasMessage(
            "corpus.yaml has 1 problem:\n  give one of {source: FILE, target: FILE}, {tsv: FILE, columns: [1, 2]} or {tmx: FILE, languages: [en, de]}; {text: FILE} for language models; or {conll: FILE, columns: [1, 2]} for taggers");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{source: a, target: b, columns: [1, 2]} | columns is of tsv and conll only; give one of",
        "{tsv: a, languages: [en, de]} | languages is of tmx only; give one of",
        "{tsv: a, tags: drop} | tags is of tmx only; give one of",
        "{tsv: a, columns: [1]} | columns must be two, such as those of source and target, counted from 1, got [1]",
        "{tsv: a, columns: [0, 1]} | columns must be two, such as those of source and target, counted from 1, got [0, 1]",
        "{tsv: a, columns: [2, 2]} | columns must be two, such as those of source and target, counted from 1, got [2, 2]",
        "{tmx: a} | languages must be two, those of source and target, such as [en, de], got null",
        "{tmx: a, languages: [en, EN]} | languages must be two, those of source and target, such as [en, de], got [en, EN]",
        "{source: '-', target: '-'} | standard input (-) can be source or target, not both",
        "{tsv: a, weight: 0} | weight must be above 0, got 0.0",
      })
  void whatDoesNotGoTogetherIsRefused(String yaml, String message) {
    assertThatThrownBy(() -> bind(yaml))
        .isInstanceOf(DragomanException.class)
        .hasMessageStartingWith("corpus.yaml has 1 problem:\n  " + message);
  }

  @Test
  void itIsCalledByItsFiles() {
    assertThat(Corpus.ofFiles("/data/set/a.en.gz", "-").name())
        .isEqualTo("/data/set/a.en.gz, standard input");
    assertThat(Corpus.ofFiles("/home/of/me/set/a.en", "a.de").shortName())
        .isEqualTo("set/a.en, a.de");
  }
}
