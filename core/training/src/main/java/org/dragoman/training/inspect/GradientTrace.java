package org.dragoman.training.inspect;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.batch.PaddedBatch;
import org.dragoman.runtime.bundle.Bundle;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.NativeCopy;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.inference.TargetScorer;
import org.dragoman.runtime.inspect.CellNames;
import org.dragoman.runtime.inspect.InspectedText;
import org.dragoman.runtime.model.ClassifierConfig;
import org.dragoman.runtime.model.EncoderDecoder;
import org.dragoman.runtime.model.Model;
import org.dragoman.runtime.model.Predictor;
import org.dragoman.runtime.model.TeacherForcedRun;
import org.dragoman.runtime.network.Recurrence;
import org.dragoman.runtime.network.SequenceRunner;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.runtime.text.TextPipeline;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.ForwardingCellRun;
import org.dragoman.spi.Mode;

/**
 * Measures how far the gradients of a trained model reach back in time on a text: for each
 * prediction k and each step t of each cell the norm of the gradient of the loss at k with respect
 * to the cell's output after t, {@code |dL_k / dh_t|} (Pascanu et al. 2013, arXiv:1211.5063).
 *
 * <p>The text stands once for each prediction in one batch, and row k has the loss at k alone. So
 * one backward pass gives all norms.
 */
public final class GradientTrace {
  /** The longest text, in predictions: time and memory grow with its square. */
  public static final int LONGEST = 200;

  private final Torch torch;
  private final List<Leaves> cells = new ArrayList<>();
  private final Map<String, Leaves> decoderCells = new TreeMap<>();

  /**
   * The gradients that reach one cell.
   *
   * @param cell the name of its weights in the bundle
   * @param steps the token that the cell reads at each step
   * @param norms a list for each prediction, with a norm for each step
   */
  public record Reach(String cell, List<String> steps, List<List<Double>> norms) {}

  /**
   * The gradients of a text.
   *
   * @param predicted what is predicted, with the end mark of a text
   * @param losses the loss at each prediction, in nats
   * @param cells in the order in which they run
   */
  public record Gradients(List<String> predicted, List<Double> losses, List<Reach> cells) {}

  private GradientTrace(Torch torch) {
    this.torch = torch;
  }

  /**
   * Measures a model on a text.
   *
   * @param example for a translator a sentence and its translation, for a language model a text,
   *     for a classifier or tagger a text and its labels (left empty: the model's own), for a
   *     generator its numbers and their text
   * @throws DragomanException of kind CONFIGURATION if the text has no tokens or is too long
   */
  public static Gradients of(Torch torch, Bundle bundle, SentencePair example) {
    // Packed weights are for inference: no gradient passes them.
    bundle.packing().close();
    GradientTrace trace = new GradientTrace(torch);
    Model model = bundle.model();
    return model instanceof EncoderDecoder translator
        ? trace.ofTranslator(translator, bundle, example)
        : trace.ofPredictor(InspectedText.of(torch, bundle, example), bundle);
  }

  private Gradients ofPredictor(InspectedText text, Bundle bundle) {
    Predictor model = bundle.model(Predictor.class, "model");
    if (bundle.config().model() instanceof ClassifierConfig config && config.encoder() == null) {
      throw DragomanException.configuration(
          "%s has no encoder, so no state that a gradient goes back through. Give a recurrent model."
              .formatted(bundle.config().name()));
    }
    requireShort(text.wanted().size());
    requireShort(text.read().size());
    int rows = text.wanted().size();
    try (NDManager scope = torch.manager().newSubManager()) {
      List<Double> losses;
      try (GradMode on = GradMode.on()) {
        NDArray logits =
            model.predict(text.inputs(scope, rows, type(model)), Mode.INFERENCE, runner()).logits();
        losses = backward(scope, logits, text.wanted());
      }
      List<Reach> reaches = new ArrayList<>();
      for (int i = 0; i < cells.size(); i++) {
        String name = CellNames.of(bundle.config().model(), i);
        reaches.add(cells.get(i).reach(name, text.readTokens()));
      }
      return new Gradients(text.wantedTokens(), losses, reaches);
    }
  }

  private Gradients ofTranslator(EncoderDecoder model, Bundle bundle, SentencePair example) {
    List<Integer> source = ids(bundle.pipelines().source(), example.source());
    List<Integer> target = ids(bundle.pipelines().target(), example.target());
    int[] read = TargetScorer.withEnd(source).stream().mapToInt(Integer::intValue).toArray();
    TargetScorer.Pair pair = new TargetScorer.Pair(read, target, true);
    int rows = pair.saidCount();
    requireShort(rows);
    requireShort(read.length);
    try (NDManager scope = torch.manager().newSubManager()) {
      List<Double> losses;
      try (GradMode on = GradMode.on()) {
        losses = backward(scope, logits(model, pair, scope, rows), pair.said());
      }
      Pipelines pipelines = bundle.pipelines();
      List<String> readTokens =
          InspectedText.tokens(pipelines.source(), TargetScorer.withEnd(source));
      List<String> fed =
          InspectedText.tokens(pipelines.target(), IntStream.of(pair.fed()).boxed().toList());
      List<Reach> reaches = new ArrayList<>();
      for (int i = 0; i < cells.size(); i++) {
        String name = CellNames.ofEncoder(model.config().encoder(), i);
        reaches.add(cells.get(i).reach(name, readTokens));
      }
      decoderCells.forEach((name, leaves) -> reaches.add(leaves.reach("decoder." + name, fed)));
      return new Gradients(InspectedText.tokens(pipelines.target(), pair.said()), losses, reaches);
    }
  }

  private NDArray logits(EncoderDecoder model, TargetScorer.Pair pair, NDManager scope, int rows) {
    PaddedBatch read = PaddedBatch.of(scope, Collections.nCopies(rows, pair.source()));
    PaddedBatch fed = PaddedBatch.of(scope, Collections.nCopies(rows, pair.fed()));
    EncoderDecoder.Source encoded = model.encode(read, Mode.INFERENCE, null, runner());
    TeacherForcedRun run =
        model.open(
            encoded,
            fed,
            Mode.INFERENCE,
            TeacherForcedRun.Keep.CONTEXTS,
            (cell, inner) -> {
              Leaves leaves = new Leaves(false);
              decoderCells.put(cell, leaves);
              return new LeafRun(inner, leaves);
            });
    TeacherForcedRun.Part all = run.run(run.embedded(), fed.lengths(), run.start(), null);
    return model.logits(run.read(all.readouts(), fed.unpaddedPositions()));
  }

  private static List<Integer> ids(TextPipeline pipeline, String text) {
    List<Integer> ids = IntStream.of(pipeline.encode(text)).boxed().toList();
    if (ids.isEmpty()) {
      throw DragomanException.configuration(
          "'%s' holds no tokens that the model could read. Give a sentence and its translation."
              .formatted(text));
    }
    return ids;
  }

  private static void requireShort(int tokens) {
    if (tokens > LONGEST) {
      throw DragomanException.configuration(
          "The text has %d tokens, and gradients are shown of at most %d. Give a shorter text."
              .formatted(tokens, LONGEST));
    }
  }

  private static DataType type(Model model) {
    return model.parameters().values().iterator().next().getArray().getDataType();
  }

  /**
   * Goes backward from the loss at k in row k.
   *
   * @param logits time-major: {@code [K * K, C]}, or {@code [1, C]}
   * @return the losses
   */
  private List<Double> backward(NDManager scope, NDArray logits, List<Integer> wanted) {
    int count = wanted.size();
    long[] diagonal = IntStream.range(0, count).mapToLong(k -> (long) k * count + k).toArray();
    long[] classes = wanted.stream().mapToLong(Integer::longValue).toArray();
    NDArray rows = torch.ops().rows(logits, NativeCopy.of(scope.create(diagonal)));
    NDArray picked =
        rows.logSoftmax(-1)
            .gather(NativeCopy.of(scope.create(classes)).reshape(count, 1), 1)
            .flatten()
            .neg();
    NDArray loss = picked.sum();
    torch.backward(loss, loss.onesLike());
    double[] losses = picked.toType(DataType.FLOAT64, false).toDoubleArray();
    return IntStream.range(0, count).mapToObj(k -> losses[k]).toList();
  }

  private SequenceRunner runner() {
    return (run, inputs, lengths, reverse, initial) -> {
      Leaves leaves = new Leaves(reverse);
      cells.add(leaves);
      return Recurrence.stepwise(
          torch.ops(), new LeafRun(run, leaves), inputs, lengths, reverse, initial);
    };
  }

  /** Adds zeros to each state. What is added has the same gradient as the state. */
  private final class LeafRun extends ForwardingCellRun {
    private final Leaves leaves;

    LeafRun(CellRun run, Leaves leaves) {
      super(run);
      this.leaves = leaves;
    }

    @Override
    public CellState step(NDArray projected, CellState state) {
      CellState next = super.step(projected, state);
      NDArray zeros = torch.leaf(next.output().zerosLike());
      leaves.added.add(zeros);
      return new CellState(next.output().add(zeros), next.memory());
    }
  }

  /** What was added to the states of one cell, in the order of its steps. */
  private final class Leaves {
    private final boolean reverse;
    private final List<NDArray> added = new ArrayList<>();

    Leaves(boolean reverse) {
      this.reverse = reverse;
    }

    Reach reach(String name, List<String> tokens) {
      try (GradMode off = GradMode.off()) {
        List<NDArray> norms = new ArrayList<>();
        for (NDArray leaf : added) {
          norms.add(torch.gradient(leaf).norm(new int[] {1}));
        }
        if (reverse) {
          Collections.reverse(norms);
        }
        int steps = norms.size();
        double[] all =
            NDArrays.stack(new NDList(norms), 1).toType(DataType.FLOAT64, false).toDoubleArray();
        List<List<Double>> rows = new ArrayList<>();
        for (int k = 0; k < all.length / steps; k++) {
          int row = k * steps;
          rows.add(IntStream.range(row, row + steps).mapToObj(i -> all[i]).toList());
        }
        return new Reach(name, tokens, rows);
      }
    }
  }
}
