package org.dragoman.training.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.dragoman.corpus.Corpus;
import org.dragoman.runtime.DragomanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunConfigTest {
  private static RunConfig config(String... overrides) {
    return ConfigDifferenceTest.config(overrides);
  }

  @Test
  void oneTrainingCorpusMayStandAlone() {
    assertThat(config().data().train()).containsExactly(Corpus.ofFiles("a.en", "a.de"));
    assertThat(config("data.train=[{source: a.en, target: a.de}]").data())
        .isEqualTo(config().data());
    assertThat(config("data.train.target=b.de").data().train())
        .containsExactly(Corpus.ofFiles("a.en", "b.de"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "data.train=[] | data: train is an empty list; give a corpus to learn from",
        "data.train={} | data.train: give one of {source: FILE, target: FILE}, {tsv: FILE, columns: [1, 2]} or {tmx: FILE, languages: [en, de]}; {text: FILE} for language models; or {conll: FILE, columns: [1, 2]} for taggers",
        "data.train=[{tsv: a}, {tsv: b, column: 1}] | Unknown key 'column' at data.train[1]. Did you mean 'columns'? Known: source, target, alignment, tsv, columns, tmx, languages, tags, text, conll, encoding, weight.",
        "data.train=a.tsv | data.train: expected a mapping, got 'a.tsv'",
        "data.heap-limit=0 | data: heap-limit must be at least 1, got 0",
        "data.dev={tsv: a, weight: 2} | data: only a training corpus has a weight; dev and test are read once",
        "data={train: {tsv: '-'}, test: {source: a, target: '-'}} | data: standard input (-) can be a file of one corpus only",
        "data.filters.script=drop | data.filters.script needs the languages. Say languages: {source: en, target: ja}, or leave it out.",
        "model.encoder.carry-state=true | carry-state learns from whole documents, and lines that are held out of them are not whole documents: give data.dev",
        "languages={source: english, target: de} | languages: source must be a BCP 47 language tag such as en, pt-BR or zh-Hant, got 'english'",
      })
  void whatDoesNotGoTogetherIsRefused(String override, String message) {
    assertThatThrownBy(() -> config(override))
        .isInstanceOf(DragomanException.class)
        .hasMessage("tiny.yaml has 1 problem:\n  " + message);
  }
}
