package org.dragoman.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.dragoman.runtime.config.Example.Schedule;
import org.dragoman.runtime.config.Example.Training;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigWriterTest {
  private static final ConfigBinder BINDER = new ConfigBinder(Example.registry());

  private static <C extends Record> C bind(Class<C> type, String yaml) {
    return BINDER.bind(type, ConfigTree.parse(yaml, "my.yaml"));
  }

  @Test
  void writesEveryValueInTheOrderOfTheRecords() {
    Example config =
        bind(
            Example.class,
            "{model: {cell: {dropout: 0.5, type: lstm}}, training: {sets: [{source: a b}], learning-rate: 1e-4, notes: {z.txt: 1, a b: \"x\\ny\"}}, name: x}");
    String yaml = ConfigWriter.write(config);
    assertThat(yaml)
        .isEqualTo(
            """
            name: x
            training:
              batch-size: 64
              seed: 1
              learning-rate: 1.0E-4
              shuffle: true
              schedule: inverse-sqrt
              max-updates: null
              files: []
              sets:
              - source: "a b"
                target: null
              notes:
                z.txt: "1"
                "a b": |-
                  x
                  y
            model:
              cell:
                type: lstm
                hidden-size: 512
                dropout: 0.5
              tokenizer:
                type: word
              more:
              - type: gru
                hidden-size: 512
                dropout: 0.0
            """);
    assertThat(bind(Example.class, yaml)).isEqualTo(config);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "true",
        "Yes",
        "no",
        "null",
        "~",
        "1",
        "1e5",
        "0x1F",
        ".5",
        "1:20",
        "a: b",
        "#",
        "*a",
        "&a",
        "- a",
        "a\nb",
        "a\n\n b \n",
        "\n",
        "\t",
        "a ",
        "'",
        "\"",
        "\\",
        "\u0000",
        "\u0085",
        "\u2028",
        "\ufeff",
        "\ud83d\ude00",
        "ü",
        "2020-01-01",
        "y",
        "off",
        ".inf",
        "---",
        "...",
        "/d/x.y",
        "<<",
        "="
      })
  void givesBackEveryText(String text) {
    Training config = training(text, 1);
    assertThat(bind(Training.class, ConfigWriter.write(config))).isEqualTo(config);
  }

  @Property(tries = 500)
  void givesBackEveryTraining(
      @ForAll String text, @ForAll @DoubleRange(min = -1e300, max = 1e300) double number) {
    Training config = training(text.replaceAll("\\p{Cs}", "x"), number);
    assertThat(bind(Training.class, ConfigWriter.write(config))).isEqualTo(config);
  }

  private static Training training(String text, double number) {
    return new Training(
        8,
        9,
        number,
        false,
        Schedule.CONSTANT,
        7,
        List.of(text, "x" + text),
        List.of(),
        Map.of(text, "x", "x" + text, text));
  }
}
