package org.dragoman.translate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.dragoman.runtime.batch.PaddedBatch;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.inference.TargetScorer;
import org.dragoman.runtime.model.EncoderDecoder;
import org.dragoman.runtime.model.TeacherForcedRun;
import org.dragoman.runtime.network.Recurrence;
import org.dragoman.runtime.network.WatchedRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.Mode;

/**
 * Runs a model over a pair and writes down what its cells do.
 *
 * @param torch the engine
 * @param model with its weights
 */
record CellInspector(Torch torch, EncoderDecoder model) {

  /** The traces of all cells, the encoder's from the lowest layer up, then the decoder's. */
  List<CellTrace> traces(TargetScorer.Pair pair) {
    List<Recorder> encoder = new ArrayList<>();
    Map<String, Recorder> decoder =
        new TreeMap<>(
            Comparator.comparingInt(CellInspector::layer).thenComparing(Comparator.naturalOrder()));
    try (NDManager scope = torch.manager().newSubManager();
        GradMode off = GradMode.off()) {
      PaddedBatch read = PaddedBatch.of(scope, List.of(pair.source()));
      EncoderDecoder.Source source =
          model.encode(
              read,
              Mode.INFERENCE,
              null,
              (run, inputs, lengths, reverse, initial) -> {
                Recorder recorder = Recorder.in(encoder, reverse);
                return Recurrence.stepwise(
                    torch.ops(), new WatchedRun(run, recorder), inputs, lengths, reverse, initial);
              });
      PaddedBatch fed = PaddedBatch.of(scope, List.of(pair.fed()));
      TeacherForcedRun target =
          model.open(
              source,
              fed,
              Mode.INFERENCE,
              TeacherForcedRun.Keep.CONTEXTS,
              (cell, run) -> {
                Recorder recorder = new Recorder(false, new LinkedHashMap<>());
                decoder.put(cell, recorder);
                return new WatchedRun(run, recorder);
              });
      target.run(target.embedded(), fed.lengths(), target.start(), null);
    }
    boolean bothWays = model.config().encoder().bidirectional();
    List<CellTrace> traces = new ArrayList<>();
    for (int i = 0; i < encoder.size(); i++) {
      int layer = bothWays ? i / 2 : i;
      String direction = bothWays && i % 2 == 1 ? "backward" : "forward";
      traces.add(encoder.get(i).trace("encoder.%d.%s".formatted(layer, direction), true));
    }
    decoder.forEach((cell, recorder) -> traces.add(recorder.trace("decoder." + cell, false)));
    return traces;
  }

  /** The layer of a decoder's cell that is called so, such as {@code 0.conditional}. */
  private static int layer(String cell) {
    return Integer.parseInt(cell.split("\\.")[0]);
  }

  /** Writes down the steps of one cell. */
  private record Recorder(boolean reverse, Map<String, List<List<Float>>> values)
      implements WatchedRun.Watcher {
    static Recorder in(List<Recorder> all, boolean reverse) {
      Recorder recorder = new Recorder(reverse, new LinkedHashMap<>());
      all.add(recorder);
      return recorder;
    }

    @Override
    public void step(Map<String, NDArray> gates, CellState next) {
      gates.forEach(this::add);
      add("output", next.output());
      for (int k = 0; k < next.memory().size(); k++) {
        add(k == 0 ? "memory" : "memory " + (k + 1), next.memory().get(k));
      }
    }

    private void add(String name, NDArray array) {
      float[] numbers = array.toType(DataType.FLOAT32, false).toFloatArray();
      values
          .computeIfAbsent(name, unknown -> new ArrayList<>())
          .add(IntStream.range(0, numbers.length).mapToObj(i -> numbers[i]).toList());
    }

    CellTrace trace(String cell, boolean isOfSource) {
      if (reverse) {
        values.values().forEach(Collections::reverse);
      }
      return new CellTrace(cell, isOfSource, reverse, values);
    }
  }
}
