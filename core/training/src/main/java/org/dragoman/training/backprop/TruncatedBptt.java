package org.dragoman.training.backprop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.NativeCopy;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.model.DecoderState;
import org.dragoman.runtime.model.EncoderDecoder;
import org.dragoman.runtime.model.TeacherForcedRun;
import org.dragoman.spi.Lengths;
import org.dragoman.spi.Mode;
import org.dragoman.training.backprop.Windows.Window;
import org.dragoman.training.batch.Examples;
import org.dragoman.training.batch.TrainingBatch;
import org.dragoman.training.objective.Objective;
import org.jspecify.annotations.Nullable;

/**
 * Truncated backpropagation through time: states are carried forward over the whole of both
 * sequences, gradients go back some steps only (see {@link Windows}). The graph of one window is
 * there at a time, so the memory that a batch needs grows with its length by inputs and outputs
 * alone. What a step of the decoder sees of the source at once, by its context strategy, is not
 * cut: the gradient goes to the encoder's state there, and from it back by the encoder's own
 * windows.
 */
final class TruncatedBptt implements Backpropagation {
  private final Torch torch;
  private final EncoderDecoder model;
  private final Objective objective;
  private final Windows windows;

  TruncatedBptt(Torch torch, EncoderDecoder model, Objective objective, Windows windows) {
    this.torch = torch;
    this.model = model;
    this.objective = objective;
    this.windows = windows;
  }

  @Override
  public BatchLoss learn(Examples examples, long update) {
    TrainingBatch batch = TrainingBatch.of(examples);
    try (GradMode on = GradMode.on()) {
      WindowedEncoder encoder =
          new WindowedEncoder(torch, windows, Draws.seed(batch.targetOut().getManager()));
      EncoderDecoder.Source source =
          model.encode(batch.source(), Mode.TRAINING, batch.begin(), encoder);
      double sum = new Targets(batch, source).learn();
      encoder.backward();
      return new BatchLoss(sum, batch.targetTokens(), 0, source.carried());
    }
  }

  /** The decoder's way over a batch. */
  private final class Targets {
    private final TrainingBatch batch;
    private final Lengths lengths;
    private final TeacherForcedRun run;
    private final NDArray words;
    private final NDManager outer;
    private final NDArray everyRow;
    private @Nullable DecoderState carried;

    Targets(TrainingBatch batch, EncoderDecoder.Source source) {
      this.batch = batch;
      lengths = batch.targetIn().lengths();
      run = model.open(source, batch.targetIn(), Mode.TRAINING, objective.keep());
      words = torch.leaf(run.embedded());
      outer = batch.targetOut().getManager();
      everyRow = NativeCopy.of(outer.arange(lengths.batchSize()).toType(DataType.INT64, false));
    }

    double learn() {
      double sum = 0;
      for (Window window : windows.of(lengths.max())) {
        try (NDManager scope = outer.newSubManager()) {
          sum += learn(window, scope);
        }
      }
      if (torch.isInGraph(run.embedded())) {
        torch.backwardAndKeep(run.embedded(), torch.gradient(words));
      }
      return sum;
    }

    private double learn(Window window, NDManager scope) {
      Steps steps = new Steps(lengths, window.lossFrom(), window.to());
      int before = window.lossFrom() - window.from();
      TeacherForcedRun.Part part = after(before, run(window, begin(window).attach(scope), scope));
      int first = new Steps(lengths, 0, window.lossFrom()).count();
      NDArray tokens = batch.targetOut().get(new NDIndex("{}:{}", first, first + steps.count()));
      tokens.attach(scope);
      NDArray alignment = batch.alignment();
      Objective.Wanted wanted =
          new Objective.Wanted(
              steps.unpaddedPositions(scope),
              tokens,
              alignment == null ? null : steps.of(alignment, scope));
      return objective.learn(run, part, wanted, torch::backwardAndKeep);
    }

    /** The steps of a part from one on. */
    private static TeacherForcedRun.Part after(int before, TeacherForcedRun.Part part) {
      NDIndex rest = new NDIndex("{}:", before);
      NDArray weights = part.weights();
      NDArray added = part.loss();
      return new TeacherForcedRun.Part(
          part.readouts().get(rest),
          weights == null ? null : weights.get(rest),
          added == null ? null : added.get(rest),
          part.end());
    }

    /** The state before a window, in rows of its own. */
    private DecoderState begin(Window window) {
      return window.from() == 0 ? run.start().select(everyRow) : Objects.requireNonNull(carried);
    }

    /** Runs a window, and carries the state on from which the next one begins. */
    private TeacherForcedRun.Part run(Window window, DecoderState begin, NDManager scope) {
      int next = windows.nextFrom(window);
      boolean cut = next > window.from() && next < window.to();
      List<TeacherForcedRun.Part> parts = new ArrayList<>();
      DecoderState state = begin;
      int from = window.from();
      for (int to : cut ? new int[] {next, window.to()} : new int[] {window.to()}) {
        Steps steps = new Steps(lengths, from, to);
        parts.add(run.run(steps.of(words, scope), steps.within(), state, null));
        state = parts.get(parts.size() - 1).end();
        if (to == next) {
          try (GradMode off = GradMode.off()) {
            carried = state.select(everyRow).attach(outer);
          }
        }
        from = to;
      }
      return parts.size() == 1 ? parts.get(0) : joined(parts.get(0), parts.get(1));
    }

    private static TeacherForcedRun.Part joined(
        TeacherForcedRun.Part one, TeacherForcedRun.Part other) {
      return new TeacherForcedRun.Part(
          one.readouts().concat(other.readouts(), 0),
          joined(one.weights(), other.weights()),
          joined(one.loss(), other.loss()),
          other.end());
    }

    private static @Nullable NDArray joined(@Nullable NDArray one, @Nullable NDArray other) {
      return one == null || other == null ? null : one.concat(other, 0);
    }
  }
}
