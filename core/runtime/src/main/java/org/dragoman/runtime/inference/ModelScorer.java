package org.dragoman.runtime.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.dragoman.runtime.batch.PaddedBatch;
import org.dragoman.runtime.engine.NativeCopy;
import org.dragoman.runtime.model.DecoderState;
import org.dragoman.runtime.model.EncoderDecoder;
import org.dragoman.runtime.model.SourceRows;
import org.dragoman.runtime.network.StackState;
import org.dragoman.spi.ContextState;
import org.dragoman.spi.Mode;
import org.jspecify.annotations.Nullable;

/**
 * Scores the outputs of a {@link EncoderDecoder} for one batch of sentences. For one thread, with
 * gradients off; closing it frees every array it made.
 *
 * <p>Memory of the engine: a state owns its arrays and those of the source that it looks at. A step
 * or selection moves them to a manager of its own, hands on what its successor needs, and frees the
 * rest, whatever manager the model's parts leave their temporaries on.
 */
public final class ModelScorer implements OpenScorer {
  private final EncoderDecoder model;
  private final int sentences;
  private final @Nullable VocabularySubset tokens;
  private final @Nullable NDArray outputRows; // [W, R], those of the tokens
  private final NDManager manager;
  private final ModelState start;
  private NDManager scores;

  /**
   * Reads a batch.
   *
   * @param parent the scorer's arrays are below it
   * @param model ready for inference
   * @param sources the sentences' ids, each ending with the end mark
   */
  public ModelScorer(NDManager parent, EncoderDecoder model, List<int[]> sources) {
    this(parent, model, sources, null, scratch -> null);
  }

  /**
   * Reads a batch, for some target tokens only.
   *
   * @param parent the scorer's arrays are below it
   * @param model ready for inference
   * @param sources the sentences' ids, each ending with the end mark
   * @param tokens the target tokens to choose among, which the scorer then knows by their numbers;
   *     null for the whole vocabulary
   * @param begin what the sentences before these in their documents left, on a manager; null where
   *     these are the first
   */
  ModelScorer(
      NDManager parent,
      EncoderDecoder model,
      List<int[]> sources,
      @Nullable VocabularySubset tokens,
      Function<NDManager, @Nullable StackState> begin) {
    this.model = model;
    this.tokens = tokens;
    sentences = sources.size();
    manager = parent.newSubManager();
    scores = manager.newSubManager();
    try {
      outputRows =
          tokens == null ? null : model.outputRows(NativeCopy.of(manager.create(tokens.toLongs())));
      start = read(sources, begin);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  private ModelState read(List<int[]> sources, Function<NDManager, @Nullable StackState> begin) {
    try (NDManager scratch = manager.newSubManager()) {
      EncoderDecoder.Source read =
          model.encode(PaddedBatch.of(scratch, sources), Mode.INFERENCE, begin.apply(scratch));
      return new ModelState(model.start(read), read.rows());
    }
  }

  @Override
  public int sentences() {
    return sentences;
  }

  @Override
  public int vocabularySize() {
    return tokens == null ? model.targetVocabularySize() : tokens.size();
  }

  @Override
  public State start() {
    return start;
  }

  @Override
  public Step step(State state, int[] last) {
    ModelState before = (ModelState) state;
    if (last.length != before.rows()) {
      throw new IllegalArgumentException(
          last.length + " tokens for " + before.rows() + " rows; expected one a row");
    }
    scores.close();
    scores = manager.newSubManager();
    try (NDManager scratch = manager.newSubManager()) {
      before.moveTo(scratch);
      int[] ids = tokens == null ? last : tokens.ids(last);
      NDArray words = scratch.create(Arrays.stream(ids).asLongStream().toArray());
      EncoderDecoder.Step step = model.step(words, before.decoder, before.source, outputRows);
      step.logProbabilities().attach(scores);
      NDArray weights = step.weights();
      if (weights != null) {
        if (step.state().context() != ContextState.NONE) {
          // The state may hold them too, and goes before the next step does.
          weights = weights.duplicate();
        }
        weights.attach(scores);
      }
      return new Step(
          step.logProbabilities(), weights, new ModelState(step.state(), step.source()));
    }
  }

  /** Frees all arrays, those of states and steps too. */
  @Override
  public void close() {
    manager.close();
  }

  /** The rows' state beside the source that they look at, on a manager of its own. */
  private final class ModelState implements State {
    private final NDManager own = manager.newSubManager();
    private final DecoderState decoder;
    private final SourceRows source;
    private boolean used;

    ModelState(DecoderState decoder, SourceRows source) {
      this.decoder = decoder.attach(own);
      this.source = source.attach(own);
    }

    void moveTo(NDManager scratch) {
      if (used) {
        throw new IllegalStateException("this state was stepped on or selected from already");
      }
      used = true;
      decoder.attach(scratch);
      source.attach(scratch);
      own.close();
    }

    @Override
    public int rows() {
      return source.count();
    }

    @Override
    public State select(int[] rows) {
      if (Arrays.equals(rows, IntStream.range(0, rows()).toArray())) {
        return this;
      }
      try (NDManager scratch = manager.newSubManager()) {
        moveTo(scratch);
        NDArray index = scratch.create(Arrays.stream(rows).asLongStream().toArray());
        return new ModelState(decoder.select(index), source.select(rows, scratch));
      }
    }
  }
}
