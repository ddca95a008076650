package org.dragoman.runtime.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.dragoman.runtime.model.LanguageModel;
import org.dragoman.runtime.network.StackState;
import org.jspecify.annotations.Nullable;

/**
 * Scores the texts that a {@link LanguageModel} may write, for a search. For one thread, with
 * gradients off; closing it frees every array that it made.
 *
 * <p>A state owns its arrays. A step or selection moves them to a manager of its own, hands on what
 * its successor needs, and frees the rest.
 */
public final class TextScorer implements OpenScorer {
  private final LanguageModel model;
  private final int texts;
  private final @Nullable VocabularySubset tokens;
  private final NDManager manager;
  private final State start;
  private NDManager scores;

  /**
   * Begins texts.
   *
   * @param parent the scorer's arrays are below it
   * @param model ready for inference
   * @param texts how many are written side by side
   * @param begin makes the states that they begin with, on a manager
   */
  public TextScorer(
      NDManager parent, LanguageModel model, int texts, Function<NDManager, StackState> begin) {
    this(parent, model, texts, null, begin);
  }

  /**
   * Begins texts with zeros, for some tokens only.
   *
   * @param tokens the tokens to choose among, which the scorer then knows by their numbers; null
   *     for the whole vocabulary. Their probabilities are still those among all tokens.
   */
  public TextScorer(
      NDManager parent, LanguageModel model, int texts, @Nullable VocabularySubset tokens) {
    this(parent, model, texts, tokens, scratch -> model.start(scratch, texts, null));
  }

  private TextScorer(
      NDManager parent,
      LanguageModel model,
      int texts,
      @Nullable VocabularySubset tokens,
      Function<NDManager, StackState> begin) {
    this.model = model;
    this.texts = texts;
    this.tokens = tokens;
    manager = parent.newSubManager();
    scores = manager.newSubManager();
    try (NDManager scratch = manager.newSubManager()) {
      start = new TextState(begin.apply(scratch), texts);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /** Begins texts with zeros. */
  public TextScorer(NDManager parent, LanguageModel model, int texts) {
    this(parent, model, texts, (VocabularySubset) null);
  }

  @Override
  public int sentences() {
    return texts;
  }

  @Override
  public int vocabularySize() {
    return tokens == null ? model.vocabularySize() : tokens.size();
  }

  @Override
  public State start() {
    return start;
  }

  @Override
  public Step step(State state, int[] last) {
    TextState before = (TextState) state;
    if (last.length != before.rows()) {
      throw new IllegalArgumentException(
          last.length + " tokens for " + before.rows() + " rows; expected one a row");
    }
    scores.close();
    scores = manager.newSubManager();
    try (NDManager scratch = manager.newSubManager()) {
      StackState cells = before.moveTo(scratch);
      int[] ids = tokens == null ? last : tokens.ids(last);
      NDArray words = scratch.create(Arrays.stream(ids).asLongStream().toArray());
      LanguageModel.Step step = model.step(words, cells);
      NDArray all = step.logProbabilities();
      NDArray wanted = tokens == null ? all : columns(all, tokens.toLongs());
      wanted.attach(scores);
      return new Step(wanted, null, new TextState(step.state(), last.length));
    }
  }

  private static NDArray columns(NDArray array, long[] columns) {
    long rows = array.getShape().get(0);
    NDArray index = array.getManager().create(columns).reshape(1, columns.length);
    return array.gather(index.broadcast(rows, columns.length), 1);
  }

  @Override
  public void close() {
    manager.close();
  }

  /** The rows' state, on a manager of its own. */
  private final class TextState implements State {
    private final NDManager own = manager.newSubManager();
    private final StackState cells;
    private final int rows;
    private boolean used;

    TextState(StackState cells, int rows) {
      this.cells = cells.attach(own);
      this.rows = rows;
    }

    StackState moveTo(NDManager scratch) {
      if (used) {
        throw new IllegalStateException("this state was stepped on or selected from already");
      }
      used = true;
      cells.attach(scratch);
      own.close();
      return cells;
    }

    @Override
    public int rows() {
      return rows;
    }

    @Override
    public State select(int[] wanted) {
      if (Arrays.equals(wanted, IntStream.range(0, rows).toArray())) {
        return this;
      }
      try (NDManager scratch = manager.newSubManager()) {
        StackState before = moveTo(scratch);
        NDArray index = scratch.create(Arrays.stream(wanted).asLongStream().toArray());
        return new TextState(before.select(index), wanted.length);
      }
    }
  }
}
