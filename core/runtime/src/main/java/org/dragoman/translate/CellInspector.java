package org.dragoman.translate;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dragoman.runtime.batch.PaddedBatch;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.inference.TargetScorer;
import org.dragoman.runtime.inspect.CellNames;
import org.dragoman.runtime.inspect.CellRecorder;
import org.dragoman.runtime.model.EncoderDecoder;
import org.dragoman.runtime.model.TeacherForcedRun;
import org.dragoman.runtime.network.WatchedRun;
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
    List<CellRecorder> encoder = new ArrayList<>();
    Map<String, CellRecorder> decoder =
        new TreeMap<>(
            Comparator.comparingInt(CellInspector::layer).thenComparing(Comparator.naturalOrder()));
    try (NDManager scope = torch.manager().newSubManager();
        GradMode off = GradMode.off()) {
      PaddedBatch read = PaddedBatch.of(scope, List.of(pair.source()));
      EncoderDecoder.Source source =
          model.encode(read, Mode.INFERENCE, null, CellRecorder.runner(torch.ops(), encoder));
      PaddedBatch fed = PaddedBatch.of(scope, List.of(pair.fed()));
      TeacherForcedRun target =
          model.open(
              source,
              fed,
              Mode.INFERENCE,
              TeacherForcedRun.Keep.CONTEXTS,
              (cell, run) -> {
                CellRecorder recorder = new CellRecorder(false);
                decoder.put(cell, recorder);
                return new WatchedRun(run, recorder);
              });
      target.run(target.embedded(), fed.lengths(), target.start(), null);
    }
    List<CellTrace> traces = new ArrayList<>();
    for (int i = 0; i < encoder.size(); i++) {
      traces.add(trace(CellNames.ofEncoder(model.config().encoder(), i), true, encoder.get(i)));
    }
    decoder.forEach((cell, recorder) -> traces.add(trace("decoder." + cell, false, recorder)));
    return traces;
  }

  private static CellTrace trace(String cell, boolean isOfSource, CellRecorder recorder) {
    return new CellTrace(cell, isOfSource, recorder.isReversed(), recorder.values());
  }

  /** The layer of a decoder's cell that is called so, such as {@code 0.conditional}. */
  private static int layer(String cell) {
    return Integer.parseInt(cell.split("\\.")[0]);
  }
}
