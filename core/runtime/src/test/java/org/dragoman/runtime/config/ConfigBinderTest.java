package org.dragoman.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.config.Example.CellConfig;
import org.dragoman.runtime.config.Example.Model;
import org.dragoman.runtime.config.Example.NoConfig;
import org.dragoman.runtime.config.Example.Pair;
import org.dragoman.runtime.config.Example.Schedule;
import org.dragoman.runtime.config.Example.Training;
import org.dragoman.spi.ComponentKind;
import org.dragoman.spi.ComponentSpec;
import org.dragoman.spi.Option;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigBinderTest {
  private static final ComponentSpec GRU =
      new ComponentSpec(ComponentKind.CELL, "gru", new CellConfig(512, 0));
  private static final ComponentSpec WORD =
      new ComponentSpec(ComponentKind.TOKENIZER, "word", new NoConfig());

  private static Example bind(String yaml) {
    return new ConfigBinder(Example.registry())
        .bind(Example.class, ConfigTree.parse(yaml, "my.yaml"));
  }

  /** The only problem. */
  private static String problem(String yaml) {
    String message = catchThrowableOfType(DragomanException.class, () -> bind(yaml)).getMessage();
    assertThat(message).startsWith("my.yaml has 1 problem:\n  ");
    return message.lines().skip(1).findFirst().orElseThrow().strip();
  }

  /** The only problem of a training section. */
  private static String trainingProblem(String keyAndValue) {
    return problem("{name: x, model: {cell: gru}, training: {" + keyAndValue + "}}");
  }

  @Test
  void bindsDefaults() {
    assertThat(bind("{name: x, model: {cell: gru}}"))
        .isEqualTo(
            new Example(
                "x",
                new Training(
                    64,
                    1,
                    0.001,
                    true,
                    Schedule.INVERSE_SQRT,
                    null,
                    List.of(),
                    List.of(),
                    Map.of()),
                new Model(GRU, WORD, List.of(GRU))));
  }

  @Test
  void bindsEverything() {
    assertThat(
            bind(
                """
                name: all
                training:
                  batch-size: 8
                  seed: 9000000000
                  learning-rate: 5e-4
                  shuffle: false
                  schedule: constant
                  max-updates: 1_000
                  files: [a, "1"]
                  sets:
                    - {source: s, target: t}
                    - {source: s, target: null}
                  notes: {b: text, a: 7, c: 1.5, d: true, e: ""}
                model:
                  cell: {type: lstm, hidden-size: 3, dropout: 0.5}
                  tokenizer: word
                  more: []
                """))
        .isEqualTo(
            new Example(
                "all",
                new Training(
                    8,
                    9_000_000_000L,
                    0.0005,
                    false,
                    Schedule.CONSTANT,
                    1000,
                    List.of("a", "1"),
                    List.of(new Pair("s", "t"), new Pair("s", null)),
                    Map.of("b", "text", "a", "7", "c", "1.5", "d", "true", "e", "")),
                new Model(
                    new ComponentSpec(ComponentKind.CELL, "lstm", new CellConfig(3, 0.5)),
                    WORD,
                    List.of())));
  }

  @Test
  void reportsAllProblemsInTheOrderOfTheirPlaces() {
    assertThatThrownBy(
            () ->
                bind(
                    """
                    trainng: 1
                    training: {batch-size: many, schedule: constnt}
                    model:
                      cell: {type: gruu}
                      tokenizer: {type: word, mode: fast}
                    """))
        .isInstanceOf(DragomanException.class)
        .hasMessage(
            """
            my.yaml has 6 problems:
              Unknown RNN cell 'gruu' at model.cell.type. Did you mean 'gru'? Installed: gru, lstm.
              Unknown key 'mode' at model.tokenizer. Known: type.
              Missing key 'name': What it is called.
              training.batch-size: expected a whole number, got 'many'
              training.schedule: unknown value 'constnt'. Did you mean 'constant'? Known: constant, inverse-sqrt.
              Unknown key 'trainng'. Did you mean 'training'? Known: name, training, model.""");
  }

  @Test
  void reportsAnUnknownKeyOfAComponent() {
    assertThat(problem("{name: x, model: {cell: {type: gru, hiden-size: 2}}}"))
        .isEqualTo(
            "Unknown key 'hiden-size' at model.cell. Did you mean 'hidden-size'? Known: type, hidden-size, dropout.");
  }

  @Test
  void reportsAMissingKey() {
    assertThat(problem("{name: x, model: {}}")).isEqualTo("Missing key 'cell' at model: The cell.");
    assertThat(trainingProblem("sets: [{source: a}, {target: b}]"))
        .isEqualTo("Missing key 'source' at training.sets[1]: The text.");
    assertThat(trainingProblem("sets: {target: b}"))
        .isEqualTo("Missing key 'source' at training.sets: The text.");
  }

  @Test
  void reportsAComponentWithoutType() {
    assertThat(problem("{name: x, model: {cell: {hidden-size: 2}}}"))
        .isEqualTo(
            "model.cell.type: expected the name of an installed RNN cell (gru, lstm), got nothing");
    assertThat(problem("{name: x, model: {cell: [gru]}}"))
        .isEqualTo("model.cell: expected NAME or {type: NAME, ...} of an RNN cell, got a list");
  }

  @Test
  void reportsAShortComponentThatIsUnknown() {
    assertThat(problem("{name: x, model: {cell: gru, more: [lstm, ltsm]}}"))
        .isEqualTo(
            "Unknown RNN cell 'ltsm' at model.more[1].type. Did you mean 'lstm'? Installed: gru, lstm.");
  }

  @Test
  void reportsWhatARecordRefuses() {
    assertThat(problem("{name: x, model: {cell: {type: gru, dropout: 1.5}}}"))
        .isEqualTo("model.cell: expected a dropout from 0 to below 1, got 1.5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "batch-size: 1.5|batch-size: expected a whole number, got 1.5",
        "batch-size: null|batch-size: expected a whole number, got nothing",
        "batch-size: 3000000000|batch-size: expected a whole number from -2147483648 to 2147483647, got 3000000000",
        "batch-size: '8'|batch-size: expected a whole number, got '8'",
        "seed: [1]|seed: expected a whole number, got a list",
        "seed: 1e30|seed: expected a whole number, got 1.0E30",
        "learning-rate: fast|learning-rate: expected a number, got 'fast'",
        "learning-rate: 1e999|learning-rate: expected a number, got Infinity",
        "shuffle: yes|shuffle: expected true or false, got 'yes'",
        "shuffle: 1|shuffle: expected true or false, got 1",
        "schedule: 7|schedule: unknown value 7. Known: constant, inverse-sqrt.",
        "max-updates: all|max-updates: expected a whole number, got 'all'",
        "files: null|files: expected a list, got nothing",
        "files: 7|files: expected text in quotes, got 7",
        "files: [a, 7]|files[1]: expected text in quotes, got 7",
        "files: [null]|files[0]: expected text, got nothing",
        "sets: [a]|sets[0]: expected a mapping, got 'a'",
        "sets: a|sets: expected a mapping, got 'a'",
        "notes: a|notes: expected a mapping, got 'a'",
        "notes: null|notes: expected a mapping, got nothing",
        "notes: {a: null}|notes.a: expected text, got nothing",
        "notes: {a.txt: [b]}|notes.a.txt: expected text, got a list",
      })
  void reportsAValueOfAnotherType(String keyAndValue, String problem) {
    assertThat(trainingProblem(keyAndValue)).isEqualTo("training." + problem);
  }

  @Test
  void takesASingleValueForAListOfOne() {
    Training training =
        bind("{name: x, model: {cell: gru, more: gru}, training: {files: a, sets: {source: s}}}")
            .training();
    assertThat(training.files()).containsExactly("a");
    assertThat(training.sets()).containsExactly(new Pair("s", null));
  }

  @Test
  void mappingsKeepTheirOrder() {
    assertThat(
            bind("{name: x, model: {cell: gru}, training: {notes: {z: 1, b: 1, m: 1}}}")
                .training()
                .notes()
                .keySet())
        .containsExactly("z", "b", "m");
  }

  @Test
  void listsAndMappingsAreImmutable() {
    Training training =
        bind("{name: x, model: {cell: gru}, training: {files: [b, c], notes: {a: b}}}").training();
    assertThatThrownBy(() -> training.files().add("a"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> training.notes().put("a", "c"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void refusesAMapOfAnythingButTexts() {
    record Bare(@Option("Numbers.") Map<String, Integer> numbers) {}

    assertThatThrownBy(
            () ->
                new ConfigBinder(Example.registry())
                    .bind(Bare.class, ConfigTree.parse("numbers: {a: 1}", "my.yaml")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Bare.numbers is of type java.util.Map<")
        .hasMessageEndingWith("or a Map<String, String>");
  }

  @Test
  void refusesARecordWithoutOptions() {
    record Bare(int size) {}

    assertThatThrownBy(
            () ->
                new ConfigBinder(Example.registry())
                    .bind(Bare.class, ConfigTree.parse("size: 1", "my.yaml")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith("Bare.size has no @Option");
  }

  @Test
  void refusesAComponentWithoutKind() {
    record Bare(@Option(value = "The cell.") ComponentSpec cell) {}

    assertThatThrownBy(
            () ->
                new ConfigBinder(Example.registry())
                    .bind(Bare.class, ConfigTree.parse("cell: gru", "my.yaml")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith("Bare.cell has no @Kind");
  }
}
