package org.dragoman.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dragoman.training.loop.TrainingListener;
import org.dragoman.translate.Translation;
import org.dragoman.translate.Translator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Training and translating with a state that is carried from sentence to sentence. The first
 * sentence of a document names a colour; what the others mean follows from it.
 */
class DocumentTrainingTest {
  private static final List<String> THINGS = List.of("car", "hat", "sea", "box");
  private static final String[] SETTINGS = {
    "text.source={tokenizer: whitespace}",
    "model.dropout={}",
    "model.embedding.size=16",
    "model.encoder.cell.size=64",
    "model.decoder.cell.size=32",
    "training.batch.size=16",
    "training.optimizer.learning-rate=0.005",
    "training.stop.updates=300",
    "training.validation.every=150",
    "training.checkpoint.every=0"
  };

  @TempDir private Path folder;
  private TinyRun tiny;

  @BeforeEach
  void open() throws IOException {
    tiny = new TinyRun(folder);
    documents("train", 300, 1);
    documents("dev", 40, 2);
  }

  @AfterEach
  void close() {
    tiny.close();
  }

  private void documents(String name, int count, int seed) throws IOException {
    Random random = new Random(seed);
    List<String> in = new ArrayList<>();
    List<String> out = new ArrayList<>();
    for (int document = 0; document < count; document++) {
      String colour = random.nextBoolean() ? "red" : "blue";
      in.add("it is " + colour);
      out.add("all " + colour);
      for (int i = 1 + random.nextInt(4); i > 0; i--) {
        String thing = THINGS.get(random.nextInt(THINGS.size()));
        in.add("the " + thing);
        out.add(colour + " " + thing);
      }
      in.add("");
      out.add("");
    }
    Files.write(tiny.data.resolve(name + ".in"), in);
    Files.write(tiny.data.resolve(name + ".out"), out);
  }

  private static String[] with(String... more) {
    List<String> all = new ArrayList<>(List.of(SETTINGS));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  /** The share of the dev set's lines, but for blank ones, that a bundle translates right. */
  private double right(Path run) throws IOException {
    List<String> lines = Files.readAllLines(tiny.data.resolve("dev.in"));
    List<String> expected = Files.readAllLines(tiny.data.resolve("dev.out"));
    try (Translator translator =
        Translator.builder().setBundle(run.resolve("bundle")).optBatchSentences(4).build()) {
      List<String> translations =
          translator.translate(lines).stream().map(Translation::text).toList();
      assertThat(translator.translate(lines.stream()).map(Translation::text))
          .as("the same lines as a stream, window by window")
          .containsExactlyElementsOf(translations);
      int real = 0;
      int right = 0;
      for (int i = 0; i < lines.size(); i++) {
        if (!lines.get(i).isBlank()) {
          real++;
          right += translations.get(i).equals(expected.get(i)) ? 1 : 0;
        }
      }
      return (double) right / real;
    }
  }

  @ParameterizedTest
  @CsvSource({"{type: bptt}, true", "'{type: truncated-bptt, window: 4}', false"})
  void whatASentenceMeansIsLearntFromThoseBeforeIt(String regime, boolean bidirectional)
      throws IOException {
    Path run = folder.resolve("run");
    assertThat(
            tiny.start(
                run,
                TrainingListener.NONE,
                with(
                    "model.encoder.carry-state=true",
                    "model.encoder.bidirectional=" + bidirectional,
                    "training.regime=" + regime)))
        .isTrue();
    assertThat(right(run)).isGreaterThan(0.95);
  }

  @Test
  void withoutTheStateItCannotBeLearnt() throws IOException {
    Path run = folder.resolve("run");
    assertThat(tiny.start(run, TrainingListener.NONE, with())).isTrue();
    // Of a colour's first sentence alone, and half of the others by chance.
    assertThat(right(run)).isLessThan(0.8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{type: bptt}", "{type: truncated-bptt, window: 2}"})
  void aRunThatWasStoppedAndResumedIsTheSame(String regime) throws IOException {
    String[] settings =
        with(
            "model.encoder.carry-state=true",
            "training.regime=" + regime,
            "training.batch.size=5",
            "training.accumulate=2",
            "training.stop.updates=30",
            "training.validation.every=10");
    Path whole = folder.resolve("whole");
    Path parts = folder.resolve("parts");
    assertThat(tiny.start(whole, TrainingListener.NONE, settings)).isTrue();
    assertThat(tiny.start(parts, TinyRun.interruptAfter(7), settings)).isFalse();
    assertThat(tiny.resume(parts, TinyRun.interruptAfter(22), settings)).isFalse();
    assertThat(tiny.resume(parts, TrainingListener.NONE, settings)).isTrue();

    assertThat(TinyRun.newest(parts)).isEqualTo(TinyRun.newest(whole));
  }
}
