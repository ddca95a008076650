package org.dragoman.translate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.Internal;
import org.dragoman.runtime.bundle.Bundle;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.NativeCopy;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.inspect.CellNames;
import org.dragoman.runtime.inspect.CellRecorder;
import org.dragoman.runtime.inspect.InspectedText;
import org.dragoman.runtime.model.Predictor;
import org.dragoman.spi.Mode;

/**
 * Runs a language model, generator, classifier or tagger over a text and writes down what its cells
 * do.
 */
@Internal
public record PredictorInspector(Torch torch, Bundle bundle) {

  /**
   * Returns the activity of the cells. Labels and next tokens are the target tokens, with their
   * log-probabilities. The tokens that a classifier or tagger reads are the source tokens; of a
   * language model or generator each step has the name of the token that it predicts.
   *
   * @param example as of {@link InspectedText#of}
   * @throws DragomanException of kind CONFIGURATION if the model has no cells, or the text does not
   *     fit it
   */
  public Inspection of(SentencePair example) {
    InspectedText text = InspectedText.of(torch, bundle, example);
    Predictor model =
        bundle.model(Predictor.class, "language model, classifier, tagger or generator");
    List<CellRecorder> recorders = new ArrayList<>();
    List<Double> scores;
    try (GradMode off = GradMode.off();
        NDManager scope = torch.manager().newSubManager()) {
      DataType type = model.parameters().values().iterator().next().getArray().getDataType();
      NDArray logits =
          model
              .predict(
                  text.inputs(scope, 1, type),
                  Mode.INFERENCE,
                  CellRecorder.runner(torch.ops(), recorders))
              .logits();
      scores = scores(scope, logits, text.wanted());
    }
    if (recorders.isEmpty()) {
      throw DragomanException.configuration(
          "%s has no recurrent cells to look into. Give a model with an encoder."
              .formatted(bundle.config().name()));
    }
    List<CellTrace> traces = new ArrayList<>();
    for (int i = 0; i < recorders.size(); i++) {
      CellRecorder recorder = recorders.get(i);
      String name = CellNames.of(bundle.config().model(), i);
      traces.add(new CellTrace(name, text.labels(), recorder.isReversed(), recorder.values()));
    }
    List<String> said = text.wantedTokens();
    TokenScores tokens =
        text.labels()
            ? new TokenScores(text.readTokens(), said, scores, List.of())
            : new TokenScores(List.of(), said.subList(0, said.size() - 1), scores, List.of());
    return new Inspection(tokens, traces);
  }

  private static List<Double> scores(NDManager scope, NDArray logits, List<Integer> wanted) {
    long[] classes = wanted.stream().mapToLong(Integer::longValue).toArray();
    NDArray index = NativeCopy.of(scope.create(classes)).reshape(classes.length, 1);
    double[] scores =
        logits.logSoftmax(-1).gather(index, 1).toType(DataType.FLOAT64, false).toDoubleArray();
    return Arrays.stream(scores).boxed().toList();
  }
}
