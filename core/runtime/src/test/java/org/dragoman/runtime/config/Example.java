package org.dragoman.runtime.config;

import java.util.List;
import java.util.Map;
import org.dragoman.runtime.plugin.Registration;
import org.dragoman.runtime.plugin.Registration.Origin;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.spi.ComponentKind;
import org.dragoman.spi.ComponentSpec;
import org.dragoman.spi.Kind;
import org.dragoman.spi.Option;
import org.dragoman.spi.RnnCell;
import org.dragoman.spi.RnnCellFactory;
import org.dragoman.spi.Tokenizer;
import org.dragoman.spi.TokenizerFactory;
import org.jspecify.annotations.Nullable;

/**
 * A configuration with a field of every type.
 *
 * @param name text without a default
 * @param training a nested record whose fields all have defaults
 * @param model a nested record with components
 */
record Example(
    @Option("What it is called.") String name,
    @Option(value = "How it is trained.", defaultValue = "{}") Training training,
    @Option("What it is made of.") Model model) {

  enum Schedule {
    CONSTANT,
    INVERSE_SQRT
  }

  record Training(
      @Option(value = "Sentences in a batch.", defaultValue = "64") int batchSize,
      @Option(value = "Where the random numbers begin.", defaultValue = "1") long seed,
      @Option(value = "The step.", defaultValue = "1e-3") double learningRate,
      @Option(value = "Whether batches are mixed.", defaultValue = "true") boolean shuffle,
      @Option(value = "How the step changes.", defaultValue = "inverse-sqrt") Schedule schedule,
      @Option(value = "The most updates.", defaultValue = "null") @Nullable Integer maxUpdates,
      @Option(value = "Files.", defaultValue = "[]") List<String> files,
      @Option(value = "Sets.", defaultValue = "[]") List<Pair> sets,
      @Option(value = "Notes.", defaultValue = "{}") Map<String, String> notes) {
    Training {
      if (batchSize < 1) {
        throw new IllegalArgumentException("expected a batch-size of at least 1, got " + batchSize);
      }
    }
  }

  record Pair(
      @Option("The text.") String source,
      @Option(value = "Its translation.", defaultValue = "null") @Nullable String target) {}

  record Model(
      @Option("The cell.") @Kind(ComponentKind.CELL) ComponentSpec cell,
      @Option(value = "What cuts the text | tokens.", defaultValue = "{type: word}")
          @Kind(ComponentKind.TOKENIZER)
          ComponentSpec tokenizer,
      @Option(value = "More cells.", defaultValue = "[gru]") @Kind(ComponentKind.CELL)
          List<ComponentSpec> more) {}

  record CellConfig(
      @Option(value = "Hidden units.", defaultValue = "512") int hiddenSize,
      @Option(value = "Dropped share.", defaultValue = "0") double dropout) {
    CellConfig {
      if (dropout < 0 || dropout >= 1) {
        throw new IllegalArgumentException("expected a dropout from 0 to below 1, got " + dropout);
      }
    }
  }

  record NoConfig() {}

  /** Cells gru and lstm, tokenizer word. */
  static Registry registry() {
    Origin origin = new Origin("built in", "1");
    return Registry.of(
        List.of(
            new Registration(ComponentKind.CELL, "gru", new CellFactory(), origin),
            new Registration(ComponentKind.CELL, "lstm", new CellFactory(), origin),
            new Registration(ComponentKind.TOKENIZER, "word", new WordFactory(), origin)));
  }

  private static final class CellFactory implements RnnCellFactory<CellConfig> {
    @Override
    public Class<CellConfig> configType() {
      return CellConfig.class;
    }

    @Override
    public RnnCell create(CellConfig config, long inputSize) {
      throw new UnsupportedOperationException();
    }
  }

  private static final class WordFactory implements TokenizerFactory<NoConfig> {
    @Override
    public Class<NoConfig> configType() {
      return NoConfig.class;
    }

    @Override
    public Tokenizer create(NoConfig config) {
      throw new UnsupportedOperationException();
    }
  }
}
