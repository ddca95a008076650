package org.dragoman.runtime.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dragoman.runtime.batch.PaddedBatch;
import org.dragoman.runtime.model.DecoderState;
import org.dragoman.runtime.model.TranslationModel;
import org.dragoman.spi.Memory;
import org.dragoman.spi.Mode;
import org.dragoman.spi.Scorer;

/**
 * Scores the outputs of a {@link TranslationModel} for one batch of sentences. For one thread, with
 * gradients off; closing it frees every array it made.
 *
 * <p>Memory of the engine: a state owns its arrays and those of the source that it looks at. A step
 * or selection moves them to a manager of its own, hands on what its successor needs, and frees the
 * rest, whatever manager the model's parts leave their temporaries on.
 */
public final class ModelScorer implements Scorer, AutoCloseable {
  private final TranslationModel model;
  private final int vocabularySize;
  private final int sentences;
  private final NDManager manager;
  private final ModelState start;
  private NDManager scores;

  /**
   * Reads a batch.
   *
   * @param parent the scorer's arrays are below it
   * @param model ready for inference
   * @param vocabularySize the number of target tokens, V
   * @param sources the sentences' ids, each ending with the end mark
   */
  public ModelScorer(
      NDManager parent, TranslationModel model, int vocabularySize, List<int[]> sources) {
    this.model = model;
    this.vocabularySize = vocabularySize;
    sentences = sources.size();
    manager = parent.newSubManager();
    scores = manager.newSubManager();
    try {
      start = read(sources);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  private ModelState read(List<int[]> sources) {
    try (NDManager scratch = manager.newSubManager()) {
      TranslationModel.Source read = model.encode(PaddedBatch.of(scratch, sources), Mode.INFERENCE);
      return new ModelState(
          model.start(read), read.memory(), IntStream.range(0, sentences).toArray());
    }
  }

  @Override
  public int sentences() {
    return sentences;
  }

  @Override
  public int vocabularySize() {
    return vocabularySize;
  }

  @Override
  public State start() {
    return start;
  }

  @Override
  public Step step(State state, int[] tokens) {
    ModelState before = (ModelState) state;
    if (tokens.length != before.rows()) {
      throw new IllegalArgumentException(
          tokens.length + " tokens for " + before.rows() + " rows; expected one a row");
    }
    scores.close();
    scores = manager.newSubManager();
    try (NDManager scratch = manager.newSubManager()) {
      before.moveTo(scratch);
      NDArray last = scratch.create(Arrays.stream(tokens).asLongStream().toArray());
      TranslationModel.Step step = model.step(last, before.decoder, before.memory);
      step.logProbabilities().attach(scores);
      return new Step(
          step.logProbabilities(), new ModelState(step.state(), before.memory, before.sentenceOf));
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
    private final Memory memory;
    private final int[] sentenceOf;
    private boolean used;

    ModelState(DecoderState decoder, Memory memory, int[] sentenceOf) {
      this.decoder = decoder.attach(own);
      this.memory = memory.attach(own);
      this.sentenceOf = sentenceOf;
    }

    void moveTo(NDManager scratch) {
      if (used) {
        throw new IllegalStateException("this state was stepped on or selected from already");
      }
      used = true;
      decoder.attach(scratch);
      memory.attach(scratch);
      own.close();
    }

    @Override
    public int rows() {
      return sentenceOf.length;
    }

    @Override
    public State select(int[] rows) {
      if (Arrays.equals(rows, IntStream.range(0, rows()).toArray())) {
        return this;
      }
      int[] selected = Arrays.stream(rows).map(row -> sentenceOf[row]).toArray();
      try (NDManager scratch = manager.newSubManager()) {
        moveTo(scratch);
        NDArray index = scratch.create(Arrays.stream(rows).asLongStream().toArray());
        // A search that keeps as many rows for each sentence as before needs no copy of the source.
        boolean sameSource = Arrays.equals(selected, sentenceOf);
        return new ModelState(
            decoder.select(index), sameSource ? memory : memory.select(index), selected);
      }
    }
  }
}
