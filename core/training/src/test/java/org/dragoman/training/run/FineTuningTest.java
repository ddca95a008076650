package org.dragoman.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.bundle.BundleAverage;
import org.dragoman.runtime.bundle.SafeTensors;
import org.dragoman.runtime.text.Vocabulary;
import org.dragoman.training.loop.TrainingListener;
import org.dragoman.translate.Translator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training from another bundle's weights, and the average of weights. */
class FineTuningTest {
  /** So small a rate changes nothing that float32 keeps of most weights. */
  private static final String STILL = "training.optimizer.learning-rate=1e-30";

  @TempDir Path folder;
  private TinyRun tiny;
  private Path first;

  @BeforeEach
  void open() throws IOException {
    tiny = new TinyRun(folder);
    first = folder.resolve("first");
    tiny.start(first, TrainingListener.NONE);
  }

  @AfterEach
  void close() {
    tiny.close();
  }

  private Map<String, float[]> weights(Path file) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        NDManager scope = tiny.torch.manager().newSubManager()) {
      Map<String, float[]> values = new TreeMap<>();
      for (Map.Entry<String, NDArray> entry :
          SafeTensors.read(in, file.toString(), scope).tensors().entrySet()) {
        values.put(entry.getKey(), entry.getValue().toFloatArray());
      }
      return values;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Map<String, float[]> bundle(Path run) {
    return weights(run.resolve("bundle/model.safetensors"));
  }

  @Test
  void trainingBeginsWithTheWeightsOfTheBundle() {
    Path tuned = folder.resolve("tuned");
    tiny.start(
        tuned,
        TrainingListener.NONE,
        STILL,
        "training.seed=5",
        "training.from=" + first.resolve("bundle"));
    Map<String, float[]> expected = bundle(first);
    bundle(tuned)
        .forEach((name, values) -> assertThat(values).as(name).isEqualTo(expected.get(name)));
  }

  @Test
  void aRunMeansItsBundle() {
    Path tuned = folder.resolve("tuned");
    tiny.start(tuned, TrainingListener.NONE, STILL, "training.seed=5", "training.from=" + first);
    assertThat(bundle(tuned).get("output.weight")).isEqualTo(bundle(first).get("output.weight"));
    Path out = folder.resolve("average");
    new BundleAverage(tiny.torch, tiny.registry).ofBundles(List.of(first, tuned), out);
    assertThat(weights(out.resolve("model.safetensors")).get("output.weight"))
        .isEqualTo(bundle(first).get("output.weight"));
  }

  @Test
  void rowsOfTokensThatBothHaveAreTakenOver() throws IOException {
    // Other merges give another source vocabulary.
    Path tuned = folder.resolve("tuned");
    tiny.start(
        tuned,
        TrainingListener.NONE,
        STILL,
        "training.from=" + first.resolve("bundle"),
        "text.source.subword.merges=3");
    Vocabulary before = Vocabulary.load(first.resolve("text/source.vocabulary.txt"));
    Vocabulary after = Vocabulary.load(tuned.resolve("text/source.vocabulary.txt"));
    assertThat(after.tokens()).isNotEqualTo(before.tokens());
    float[] old = bundle(first).get("source_embedding.weight");
    float[] now = bundle(tuned).get("source_embedding.weight");
    int shared = 0;
    for (String token : after.tokens()) {
      float[] row = row(now, after.id(token));
      if (before.tokens().contains(token)) {
        assertThat(row).as(token).isEqualTo(row(old, before.id(token)));
        shared++;
      }
    }
    assertThat(shared).isBetween(1, after.tokens().size());
    assertThat(row(now, Vocabulary.END)).isEqualTo(row(old, Vocabulary.END));
    assertThat(bundle(tuned).get("encoder.0.forward.weight_hh"))
        .isEqualTo(bundle(first).get("encoder.0.forward.weight_hh"));
  }

  private static float[] row(float[] matrix, int id) {
    return Arrays.copyOfRange(matrix, 6 * id, 6 * id + 6);
  }

  @Test
  void anotherModelIsRefused() {
    assertThatThrownBy(
            () ->
                tiny.start(
                    folder.resolve("tuned"),
                    TrainingListener.NONE,
                    "training.from=" + first.resolve("bundle"),
                    "model.decoder.cell.size=9"))
        .isInstanceOf(DragomanException.class)
        .hasMessageStartingWith(
            "training.from: the model of "
                + first.resolve("bundle")
                + " is another one than model says:\n  ")
        .hasMessageContaining("decoder.0.weight_hh is (27, 9) here and (24, 8) in the bundle");
    assertThatThrownBy(
            () ->
                tiny.start(
                    folder.resolve("none"),
                    TrainingListener.NONE,
                    "training.from=" + folder.resolve("missing")))
        .isInstanceOf(DragomanException.class)
        .hasMessageContaining("missing");
  }

  @Test
  void theAverageIsTheMeanOfTheWeights() {
    Path second = folder.resolve("second");
    tiny.start(second, TrainingListener.NONE, "training.seed=2");
    Path out = folder.resolve("average");
    BundleAverage average = new BundleAverage(tiny.torch, tiny.registry);
    average.ofBundles(List.of(first.resolve("bundle"), second.resolve("bundle")), out);
    Map<String, float[]> one = bundle(first);
    Map<String, float[]> other = bundle(second);
    weights(out.resolve("model.safetensors"))
        .forEach(
            (name, values) -> {
              for (int i = 0; i < values.length; i++) {
                double mean = ((double) one.get(name)[i] + other.get(name)[i]) / 2;
                assertThat(values[i]).as(name).isEqualTo((float) mean);
              }
            });
    try (Translator translator = Translator.open(out)) {
      assertThat(translator.translate("ab").text()).isNotNull();
    }
    List<Path> checkpoints =
        List.of(
            first.resolve("checkpoints/update-000000016-validated/model.safetensors"),
            first.resolve("checkpoints/update-000000024-validated/model.safetensors"));
    average.ofWeights(first.resolve("bundle"), checkpoints, out);
    Map<String, float[]> earlier = weights(checkpoints.get(0));
    Map<String, float[]> later = weights(checkpoints.get(1));
    weights(out.resolve("model.safetensors"))
        .forEach(
            (name, values) ->
                assertThat(values[0])
                    .isEqualTo((float) (((double) earlier.get(name)[0] + later.get(name)[0]) / 2)));
  }

  @Test
  void bundlesThatDifferAreNotAveraged() {
    Path other = folder.resolve("other");
    tiny.start(other, TrainingListener.NONE, "model.decoder.cell.size=9");
    Path text = folder.resolve("othertext");
    tiny.start(text, TrainingListener.NONE, "text.source.subword.merges=3");
    BundleAverage average = new BundleAverage(tiny.torch, tiny.registry);
    assertThatThrownBy(
            () ->
                average.ofBundles(
                    List.of(first.resolve("bundle"), other.resolve("bundle")),
                    folder.resolve("out")))
        .isInstanceOf(DragomanException.class)
        .hasMessageContaining("cannot be averaged: their models are not configured alike.");
    assertThatThrownBy(
            () ->
                average.ofBundles(
                    List.of(first.resolve("bundle"), text.resolve("bundle")),
                    folder.resolve("out")))
        .hasMessageContaining("of the source vocabulary, counted from 0, is ");
    assertThat(folder.resolve("out")).doesNotExist();
  }
}
