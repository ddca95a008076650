package org.dragoman.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.dragoman.runtime.config.ConfigBinder;
import org.dragoman.runtime.config.ConfigTree;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.model.EncoderDecoder;
import org.dragoman.runtime.model.TranslatorConfig;
import org.dragoman.runtime.model.Vocabularies;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.plugin.PluginLoader;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.runtime.text.Vocabulary;
import org.dragoman.training.backprop.Backpropagation;
import org.dragoman.training.backprop.RegimeConfig;
import org.dragoman.training.backprop.TeacherForcingConfig;
import org.dragoman.training.batch.Examples;
import org.dragoman.training.batch.Pair;
import org.dragoman.training.objective.LossConfig;
import org.dragoman.training.objective.MaximumLikelihood;

/**
 * What memory and time the gradients of one batch of long sequences take in a regime: {@code
 * TruncationBenchmark REGIME STEPS}, REGIME in YAML. Prints the resident memory before the first
 * batch and its peak, and the seconds of a batch; a process measures one regime, since memory that
 * was freed is not given back. Linux only.
 */
public final class TruncationBenchmark {
  private static final int VOCABULARY = 8000;
  private static final int BATCH = 4;
  private static final String MODEL =
      """
      embedding: {size: 256}
      encoder: {cell: {type: lstm, size: 256}}
      decoder: {cell: {type: lstm, size: 256}}
      context: general
      """;

  private TruncationBenchmark() {}

  /** Measures a regime. */
  public static void main(String[] arguments) throws IOException {
    try (Torch torch = Torch.open(Device.cpu());
        Registry registry = PluginLoader.load(torch.ops(), List.of())) {
      EncoderDecoder model = model(torch, registry);
      Vocabulary vocabulary = Vocabulary.build(Map.of());
      LossConfig loss = bound(registry, LossConfig.class, "{}");
      Backpropagation regime =
          Backpropagation.of(
              torch,
              model,
              MaximumLikelihood.of(torch, model, loss, 0.1, vocabulary),
              bound(registry, RegimeConfig.class, arguments[0]),
              bound(registry, TeacherForcingConfig.class, "{}"));
      learn(torch, regime, 10);
      long before = kilobytes("VmRSS");
      long start = System.nanoTime();
      int rounds = 3;
      for (int i = 0; i < rounds; i++) {
        learn(torch, regime, Integer.parseInt(arguments[1]));
      }
      System.out.printf(
          "%s: %d MB before, %d MB at most, %.1f s a batch%n",
          arguments[0],
          before / 1024,
          kilobytes("VmHWM") / 1024,
          (System.nanoTime() - start) / 1e9 / rounds);
    }
  }

  private static void learn(Torch torch, Backpropagation regime, int steps) {
    Random random = new Random(1);
    List<Pair> pairs =
        IntStream.range(0, BATCH)
            .mapToObj(i -> new Pair(words(random, steps), words(random, steps - 1)))
            .toList();
    try (NDManager scope = torch.manager().newSubManager()) {
      regime.learn(Examples.of(scope, pairs), 1);
    }
  }

  private static int[] words(Random random, int count) {
    return random.ints(count, 4, VOCABULARY).toArray();
  }

  private static EncoderDecoder model(Torch torch, Registry registry) {
    EncoderDecoder model =
        new EncoderDecoder(
            torch.ops(),
            bound(registry, TranslatorConfig.class, MODEL),
            new Vocabularies(VOCABULARY, VOCABULARY, false),
            new Components(registry));
    torch.seed(1);
    model.initialize(torch.manager(), DataType.FLOAT32);
    return model;
  }

  private static <T extends Record> T bound(Registry registry, Class<T> type, String yaml) {
    return new ConfigBinder(registry).bind(type, ConfigTree.parse(yaml, "benchmark"));
  }

  private static long kilobytes(String field) throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith(field + ":"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
