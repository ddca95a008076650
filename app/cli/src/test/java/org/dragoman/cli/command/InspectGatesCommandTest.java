package org.dragoman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.dragoman.cli.Run;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.runtime.bundle.FrozenBundles;
import org.dragoman.runtime.bundle.RandomBundle;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.translate.TokenDetail;
import org.dragoman.translate.TokenScores;
import org.dragoman.translate.Translator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectGatesCommandTest {
  @TempDir private Path folder;

  private Run inspect(Path bundle, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("inspect", "gates", "--model=" + bundle, "--out=" + folder.resolve("out")));
    arguments.addAll(List.of(more));
    return Run.of(arguments.toArray(String[]::new));
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("out/gates.json").toFile());
  }

  private static JsonNode cell(JsonNode json, String name) {
    return StreamSupport.stream(json.path("cells").spliterator(), false)
        .filter(cell -> cell.path("cell").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static double at(JsonNode cell, String name, int token, int unit) {
    return cell.path("values").path(name).path(token).path(unit).doubleValue();
  }

  @Test
  void gatesMakeTheStatesThatAreShown() throws IOException {
    Path bundle = folder.resolve("bundle");
    RandomBundle.write(bundle);

    Run run = inspect(bundle, "--target=w5 w6", "w1 w2 w3 w4");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("Wrote " + folder.resolve("out/index.html"));
    assertThat(run.out())
        .startsWith("cell\tvalues\tmean size\tbelow 0.1\tabove 0.9\nencoder.0.forward\tr\t")
        .contains("\ndecoder.0\toutput\t");
    JsonNode json = json();
    assertThat(json.path("sourceTokens")).hasSize(5);
    assertThat(json.path("targetTokens").toString()).isEqualTo("[\"w5\",\"w6\",\"</s>\"]");
    assertGru(cell(json, "encoder.0.forward"), 5, 8, 1);
    assertGru(cell(json, "encoder.0.backward"), 5, 8, -1);
    assertGru(cell(json, "decoder.0"), 3, 12, 1);
    assertAttention(bundle, json.path("attention"));
  }

  /** The two cells go on from each other's states. */
  @Test
  void theCellsOfAConditionalRecurrenceAreShownByTheirNames() throws IOException {
    Path bundle = folder.resolve("bundle");
    RandomBundle.writeConditional(bundle);

    assertThat(inspect(bundle, "--target=w5 w6", "w1 w2 w3 w4").code()).isZero();

    JsonNode json = json();
    assertThat(json.path("cells").findValuesAsText("cell"))
        .endsWith("decoder.0", "decoder.0.conditional");
    JsonNode first = cell(json, "decoder.0");
    JsonNode second = cell(json, "decoder.0.conditional");
    for (int t = 0; t < 3; t++) {
      for (int u = 0; u < 12; u++) {
        assertGoesOn(second, t, u, at(first, "output", t, u));
        if (t > 0) {
          assertGoesOn(first, t, u, at(second, "output", t - 1, u));
        }
      }
    }
    assertAttention(bundle, json.path("attention"));
  }

  private static void assertGoesOn(JsonNode cell, int token, int unit, double before) {
    double z = at(cell, "z", token, unit);
    assertThat(at(cell, "output", token, unit))
        .isCloseTo((1 - z) * at(cell, "n", token, unit) + z * before, within(1e-5));
  }

  /** {@code h' = (1 - z) * n + z * h} at every token but the first that was read. */
  private static void assertGru(JsonNode cell, int tokens, int units, int direction) {
    assertThat(cell.path("reversed").asBoolean()).isEqualTo(direction < 0);
    assertThat(cell.path("values").path("output")).hasSize(tokens);
    for (int t = 0; t < tokens; t++) {
      int before = t - direction;
      for (int u = 0; u < units && before >= 0 && before < tokens; u++) {
        double z = at(cell, "z", t, u);
        assertThat(at(cell, "r", t, u)).isBetween(0.0, 1.0);
        assertThat(at(cell, "output", t, u))
            .isCloseTo(
                (1 - z) * at(cell, "n", t, u) + z * at(cell, "output", before, u), within(1e-5));
      }
    }
  }

  private static void assertAttention(Path bundle, JsonNode attention) {
    try (Translator translator = Translator.open(bundle)) {
      TokenScores scores =
          translator
              .scoreTokens(List.of(new SentencePair("w1 w2 w3 w4", "w5 w6")), TokenDetail.WEIGHTS)
              .get(0);
      for (int t = 0; t < 3; t++) {
        for (int s = 0; s < 5; s++) {
          assertThat(attention.path(t).path(s).doubleValue())
              .isCloseTo(scores.weights().get(t).get(s), within(1e-5));
        }
      }
    }
  }

  @Test
  void aPageAndPicturesShowIt() throws IOException {
    Path bundle = folder.resolve("bundle");
    RandomBundle.write(bundle);

    assertThat(inspect(bundle, "w1 <w2>").code()).isZero();

    Path out = folder.resolve("out");
    assertThat(Files.readString(out.resolve("index.html")))
        .startsWith("<!doctype html>")
        .contains(
            "<h2>Attention</h2>", "<h2>encoder.0.backward</h2>", "right to left", "&lt;w2&gt;")
        .contains("src=\"data:image/png;base64,")
        .doesNotContain("<w2>", "<script", "http:");
    for (String picture :
        List.of("attention", "encoder.0.forward", "encoder.0.backward", "decoder.0")) {
      assertThat(ImageIO.read(out.resolve(picture + ".png").toFile()).getWidth())
          .as(picture)
          .isGreaterThan(3 * 26);
    }
  }

  @Test
  void tokensAreShownAsAReaderSeesThem() throws IOException {
    assertThat(inspect(FrozenBundles.folder(FrozenBundles.FORMAT_1), "Forty-two").code()).isZero();

    assertThat(json().path("sourceTokens").toString()).contains("\uffed");
    String page = Files.readString(folder.resolve("out/index.html"));
    assertThat(page)
        .contains("<span class=\"joined\">-</span>", "<th class=\"joined\">-</th>")
        .contains("A short line before a token says that no space stands before it.")
        .doesNotContain("\uffed", "@@");
  }

  @Test
  void cellStatesAreShownAndWhatReadsBackwardsToo() throws IOException {
    Path text = folder.resolve("text");
    Files.write(text, List.of("a b c", "b a", "c c a", "b b b b"));
    Path config = folder.resolve("tiny.yaml");
    Files.writeString(
        config,
        """
        name: tiny
        data: {train: {source: '%1$s', target: '%1$s'}, dev: {source: '%1$s', target: '%1$s'}}
        text: {shared: {tokenizer: whitespace}}
        model:
          embedding: {size: 4}
          encoder: {cell: {type: lstm, size: 4}, layers: 2, bidirectional: false, alternating: true}
          decoder: {cell: {type: rnn-tanh, size: 4}}
          context: last
        training: {stop: {updates: 1, epochs: 0}}
        """
            .formatted(text));
    Path run = folder.resolve("run");
    Run trained = Run.of("train", config.toString(), "--run", run.toString());
    assertThat(trained.code()).as(trained.err()).isZero();

    assertThat(inspect(run.resolve("bundle"), "--target=", "a b c").code()).isZero();

    JsonNode json = json();
    assertThat(json.path("attention")).isEmpty();
    assertThat(json.path("targetTokens")).hasSize(1);
    assertLstm(cell(json, "encoder.0.forward"), 1);
    assertLstm(cell(json, "encoder.1.forward"), -1);
    assertThat(Files.readString(folder.resolve("out/index.html")))
        .contains("has no weights", "The cell names no gates");
  }

  /** {@code c' = f * c + i * g} and {@code h' = o * tanh(c')}. */
  private static void assertLstm(JsonNode cell, int direction) {
    assertThat(cell.path("reversed").asBoolean()).isEqualTo(direction < 0);
    for (int t = 0; t < 4; t++) {
      int before = t - direction;
      for (int u = 0; u < 4; u++) {
        double last = before >= 0 && before < 4 ? at(cell, "memory", before, u) : 0;
        double memory = at(cell, "f", t, u) * last + at(cell, "i", t, u) * at(cell, "g", t, u);
        assertThat(at(cell, "memory", t, u)).isCloseTo(memory, within(1e-5));
        assertThat(at(cell, "output", t, u))
            .isCloseTo(at(cell, "o", t, u) * Math.tanh(memory), within(1e-5));
      }
    }
  }

  @Test
  void whatIsWrongIsTold() throws IOException {
    Run missing = inspect(folder.resolve("nothing"), "a");
    assertThat(missing.code()).isEqualTo(ExitCode.DATA);
    assertThat(missing.err()).contains("does not exist").doesNotContain("\tat ");

    Path bundle = folder.resolve("bundle");
    RandomBundle.write(bundle);
    Run words = inspect(bundle, "Thank", "you");
    assertThat(words.code()).isEqualTo(ExitCode.USAGE);
    assertThat(words.err())
        .contains("2 sentences were given, and one is read. Put its words in quotes: 'Thank you'.");
    Run rubbish = inspect(bundle, "[".repeat(100));
    assertThat(rubbish.code()).isEqualTo(ExitCode.USAGE);
    assertThat(rubbish.err()).contains("The sentence holds no words that the model could read.");
    Run blank = inspect(bundle, " ");
    assertThat(blank.code()).isEqualTo(ExitCode.USAGE);
    assertThat(blank.err()).contains("The sentence is blank");
    assertThat(folder.resolve("out")).doesNotExist();
    Files.writeString(folder.resolve("out"), "");
    Run file = inspect(bundle, "w1");
    assertThat(file.code()).isEqualTo(ExitCode.USAGE);
    assertThat(file.err()).contains("out is a file").doesNotContain("\tat ");
  }
}
