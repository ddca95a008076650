package org.dragoman.training.run;

import ai.djl.Device;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dragoman.runtime.config.ConfigBinder;
import org.dragoman.runtime.config.ConfigTree;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.plugin.PluginLoader;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.training.config.RunConfig;
import org.dragoman.training.loop.TrainingListener;

/** Trains a model of a few units, with the built-in plugins, to say words backwards. */
public final class TinyRun implements AutoCloseable {
  private static final String YAML =
      """
      name: tiny
      data:
        train: {source: "${DATA}/train.in", target: "${DATA}/train.out"}
        dev: {source: "${DATA}/dev.in", target: "${DATA}/dev.out"}
      text:
        source: {tokenizer: whitespace, subword: {type: bpe, merges: 6}}
        target: {tokenizer: whitespace}
      model:
        embedding: {size: 6}
        encoder: {cell: {type: gru, size: 7}}
        decoder: {cell: {type: gru, size: 8}}
        dropout: {embedding: 0.2, layers: 0.1, readout: 0.2}
      training:
        batch: {size: 8}
        optimizer: {learning-rate: 0.01}
        stop: {epochs: 0, updates: 24, patience: 0}
        validation: {every: 8, search: greedy}
        checkpoint: {keep: 9, precision: float32}
      search: beam
      """;
  private static final List<String> WORDS =
      List.of("ab", "abb", "ba", "cab", "cabba", "d", "dab", "ebb");

  public static final InputStream NO_INPUT = InputStream.nullInputStream();

  public final Torch torch = Torch.open(Device.cpu());
  public final Registry registry = PluginLoader.load(torch.ops(), List.of());
  public final Path data;

  /**
   * Makes the corpora.
   *
   * @param folder gets a folder {@code data}
   */
  public TinyRun(Path folder) throws IOException {
    data = Files.createDirectories(folder.resolve("data"));
    corpus("train", 101, 1);
    corpus("dev", 12, 2);
    corpus("test", 10, 3);
  }

  public void corpus(String name, int size, int seed) throws IOException {
    Random random = new Random(seed);
    List<String> in = new ArrayList<>();
    List<String> out = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      List<String> words =
          new ArrayList<>(
              random.ints(1 + random.nextInt(5), 0, WORDS.size()).mapToObj(WORDS::get).toList());
      in.add(String.join(" ", words));
      Collections.reverse(words);
      out.add(String.join(" ", words));
    }
    Files.write(data.resolve(name + ".in"), in);
    Files.write(data.resolve(name + ".out"), out);
  }

  public RunConfig config(String... overrides) {
    return config(registry, overrides);
  }

  public RunConfig config(Registry registry, String... overrides) {
    ConfigTree tree =
        ConfigTree.parse(YAML, "tiny.yaml").override(List.of(overrides)).resolve(data.toString());
    return new ConfigBinder(registry).bind(RunConfig.class, tree);
  }

  /** Trains from the beginning; whether to the end. */
  public boolean start(Path run, TrainingListener listener, String... overrides) {
    RunConfig config = config(overrides);
    try (RunFolder folder = RunFolder.create(run, config)) {
      return new TrainingRun(config, folder, NO_INPUT, torch, registry, listener).start();
    } finally {
      Thread.interrupted();
    }
  }

  /** Goes on; whether to the end. */
  public boolean resume(Path run, TrainingListener listener, String... overrides) {
    RunConfig config = config(overrides);
    try (RunFolder folder = RunFolder.resume(run, config, registry)) {
      return new TrainingRun(config, folder, NO_INPUT, torch, registry, listener).resume();
    } finally {
      Thread.interrupted();
    }
  }

  /** Interrupts the thread, as Ctrl-C does, after an update. */
  public static TrainingListener interruptAfter(long update) {
    return new TrainingListener() {
      @Override
      public void updated(Update done) {
        if (done.update() == update) {
          Thread.currentThread().interrupt();
        }
      }
    };
  }

  /** The weights and the optimizer of a run's newest checkpoint. */
  public static List<String> newest(Path run) throws IOException {
    Path checkpoint = Path.of(checkpoints(run).lastEntry().getValue());
    return Stream.of("model.safetensors", "optimizer.safetensors")
        .map(
            name -> {
              try {
                // As text, so that a failure does not print a million numbers.
                return name
                    + " "
                    + Arrays.hashCode(Files.readAllBytes(checkpoint.resolve(name)))
                    + " "
                    + Files.size(checkpoint.resolve(name));
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            })
        .toList();
  }

  /** The folders of a run's checkpoints by name. */
  public static TreeMap<String, String> checkpoints(Path run) throws IOException {
    TreeMap<String, String> checkpoints = new TreeMap<>();
    try (Stream<Path> folders = Files.list(run.resolve("checkpoints"))) {
      folders.forEach(path -> checkpoints.put(path.getFileName().toString(), path.toString()));
    }
    return checkpoints;
  }

  /** The lines of a run's metrics that hold a key. */
  public static List<String> metrics(Path run, String key) throws IOException {
    try (Stream<String> lines = Files.lines(run.resolve("metrics.jsonl"), StandardCharsets.UTF_8)) {
      return lines.filter(line -> line.contains('"' + key + '"')).toList();
    }
  }

  @Override
  public void close() {
    registry.close();
    torch.close();
  }
}
