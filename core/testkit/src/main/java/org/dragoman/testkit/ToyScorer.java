package org.dragoman.testkit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dragoman.spi.Scorer;
import org.jspecify.annotations.Nullable;

/**
 * A scorer whose states are prefixes in Java. Like a real scorer it frees a step's array at the
 * next step. It also refuses a state that was used up, and records the calls.
 */
public final class ToyScorer implements Scorer, AutoCloseable {
  /** The language model of a toy scorer. */
  @FunctionalInterface
  public interface Model {
    /** The natural logarithms of the probabilities of what may follow a prefix. */
    float[] logProbabilities(int sentence, List<Integer> prefix);
  }

  /** The attention weights of a toy scorer. */
  @FunctionalInterface
  public interface Attention {
    /** The weight of each source position in the step that scores what follows a prefix. */
    float[] weights(int sentence, List<Integer> prefix);
  }

  private final List<List<Integer>> sentencesOfRows = new ArrayList<>();
  private final NDManager manager;
  private final Model model;
  private final int[] sentences;
  private final int vocabularySize;
  private final DataType type;
  private NDManager stepManager;
  private @Nullable Attention attention;

  /**
   * A scorer in FLOAT32.
   *
   * @param sentences the number of each sentence in the model
   */
  public ToyScorer(NDManager parent, Model model, int vocabularySize, int... sentences) {
    this(parent, model, vocabularySize, DataType.FLOAT32, sentences);
  }

  /** A scorer in any float type. */
  public ToyScorer(
      NDManager parent, Model model, int vocabularySize, DataType type, int... sentences) {
    this.manager = parent.newSubManager();
    this.stepManager = manager.newSubManager();
    this.model = model;
    this.vocabularySize = vocabularySize;
    this.type = type;
    this.sentences = sentences;
  }

  /** Gives this scorer attention weights; their number must be the same for all prefixes. */
  public ToyScorer attending(Attention to) {
    attention = to;
    return this;
  }

  @Override
  public int sentences() {
    return sentences.length;
  }

  @Override
  public int vocabularySize() {
    return vocabularySize;
  }

  @Override
  public State start() {
    return new ToyState(
        Arrays.stream(sentences).mapToObj(sentence -> new Row(sentence, List.of())).toList());
  }

  @Override
  public Step step(State state, int[] tokens) {
    List<Row> before = ((ToyState) state).use();
    if (tokens.length != before.size()) {
      throw new AssertionError(tokens.length + " tokens for " + before.size() + " rows");
    }
    stepManager.close();
    stepManager = manager.newSubManager();
    List<Row> after =
        IntStream.range(0, tokens.length)
            .mapToObj(
                i -> sentencesOfRows.isEmpty() ? before.get(i) : before.get(i).append(tokens[i]))
            .toList();
    float[] values = new float[after.size() * vocabularySize];
    for (int i = 0; i < after.size(); i++) {
      float[] row = model.logProbabilities(after.get(i).sentence(), after.get(i).prefix());
      System.arraycopy(row, 0, values, i * vocabularySize, vocabularySize);
    }
    sentencesOfRows.add(after.stream().map(Row::sentence).toList());
    NDArray array = stepManager.create(values, new Shape(after.size(), vocabularySize));
    return new Step(array.toType(type, false), weights(after), new ToyState(after));
  }

  private @Nullable NDArray weights(List<Row> rows) {
    Attention to = attention;
    return to == null
        ? null
        : stepManager
            .create(
                rows.stream()
                    .map(row -> to.weights(row.sentence(), row.prefix()))
                    .toArray(float[][]::new))
            .toType(type, false);
  }

  /** The sentence of each row of each step. */
  public List<List<Integer>> sentencesOfRows() {
    return sentencesOfRows;
  }

  /** The number of rows of each step. */
  public List<Integer> rows() {
    return sentencesOfRows.stream().map(List::size).toList();
  }

  /** Returns the number of open arrays and managers that belong to the current step. */
  public int open() {
    return stepManager.getManagedArrays().size();
  }

  @Override
  public void close() {
    manager.close();
  }

  private record Row(int sentence, List<Integer> prefix) {
    Row append(int token) {
      List<Integer> longer = new ArrayList<>(prefix);
      longer.add(token);
      return new Row(sentence, longer);
    }
  }

  private static final class ToyState implements State {
    private final List<Row> rows;
    private boolean used;

    ToyState(List<Row> rows) {
      this.rows = rows;
    }

    List<Row> use() {
      if (used) {
        throw new AssertionError("A state was used twice");
      }
      used = true;
      return rows;
    }

    @Override
    public int rows() {
      return rows.size();
    }

    @Override
    public State select(int[] selected) {
      List<Row> before = use();
      return new ToyState(Arrays.stream(selected).mapToObj(before::get).toList());
    }
  }
}
