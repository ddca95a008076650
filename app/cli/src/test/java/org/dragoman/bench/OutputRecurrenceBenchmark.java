package org.dragoman.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.dragoman.runtime.batch.PaddedBatch;
import org.dragoman.runtime.config.ConfigBinder;
import org.dragoman.runtime.config.ConfigTree;
import org.dragoman.runtime.engine.Devices;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.model.LanguageModel;
import org.dragoman.runtime.model.LanguageModelConfig;
import org.dragoman.runtime.model.Predictor;
import org.dragoman.runtime.network.Recurrence;
import org.dragoman.runtime.network.SequenceRunner;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.plugin.PluginLoader;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.spi.Mode;

/**
 * Compares training a language model whose only recurrence is through its output ({@code jordan}),
 * all steps at once and step by step, forward and backward, in turns in one run.
 *
 * <pre>.ci/bench jordan [STEPS]</pre>
 */
public final class OutputRecurrenceBenchmark {
  private static final int ROUNDS = 15;
  private static final int BATCH = 32;
  private static final int VOCABULARY = 100;

  private OutputRecurrenceBenchmark() {}

  /** Argument: steps of a text. */
  public static void main(String[] arguments) {
    int steps = Integer.parseInt(arguments[0]);
    try (Torch torch = Torch.open(Devices.parse("cpu"));
        Registry registry = PluginLoader.load(torch.ops(), List.of())) {
      ConfigTree tree =
          ConfigTree.parse("{network: {cell: {type: jordan, size: 256}}}", "benchmark");
      LanguageModelConfig config = new ConfigBinder(registry).bind(LanguageModelConfig.class, tree);
      LanguageModel model =
          new LanguageModel(torch.ops(), config, VOCABULARY, new Components(registry));
      model.initialize(torch.manager(), DataType.FLOAT32);
      SequenceRunner stepwise =
          (run, inputs, lengths, reverse, initial) ->
              Recurrence.stepwise(torch.ops(), run, inputs, lengths, reverse, initial);
      List<Double> atOnce = new ArrayList<>();
      List<Double> byStep = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        atOnce.add(seconds(torch, model, model.runner(), steps));
        byStep.add(seconds(torch, model, stepwise, steps));
      }
      double tokens = (double) steps * BATCH;
      System.out.printf(
          Locale.ROOT,
          "jordan, %d texts of %d tokens: all steps at once %.0f, step by step %.0f tokens/s, ratio"
              + " %.2f%n",
          BATCH,
          steps,
          tokens / median(atOnce),
          tokens / median(byStep),
          median(byStep) / median(atOnce));
    }
  }

  private static double seconds(
      Torch torch, LanguageModel model, SequenceRunner runner, int steps) {
    Random random = new Random(1);
    int[] text = IntStream.range(0, steps).map(t -> random.nextInt(VOCABULARY)).toArray();
    long begin = System.nanoTime();
    try (NDManager scope = torch.manager().newSubManager();
        GradMode on = GradMode.on()) {
      PaddedBatch batch = PaddedBatch.of(scope, Collections.nCopies(BATCH, text));
      NDArray loss =
          model
              .predict(Predictor.Inputs.of(batch), Mode.TRAINING, runner)
              .logits()
              .logSoftmax(-1)
              .sum();
      torch.backward(loss, loss.onesLike());
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
