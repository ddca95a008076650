package org.dragoman.runtime.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.dragoman.runtime.batch.BatchLimits;
import org.dragoman.runtime.batch.PaddedBatch;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.NativeCopy;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.model.EncoderDecoder;
import org.dragoman.runtime.network.StackState;
import org.dragoman.spi.CellState;
import org.dragoman.spi.Mode;
import org.jspecify.annotations.Nullable;

/**
 * The encoder states that the sentences of a text begin with, for models that carry their state
 * from sentence to sentence. They follow from the sources alone. So {@link #read} finds them first,
 * document beside document; then the sentences may be translated in any order. Empty for models
 * without carry-state.
 *
 * <p>Not thread-safe. States are kept in the JVM.
 */
public final class DocumentStates {
  private final Torch torch;
  private final List<EncoderDecoder> models;
  private final BatchLimits limits;

  // For each model the initial states, by the array of the source.
  private final List<Map<int[], Row>> before = new ArrayList<>();
  // For each model the state of the open document.
  private final List<@Nullable Row> open = new ArrayList<>();

  /**
   * The state of one sentence.
   *
   * @param type of the arrays that the row comes from
   * @param cells for each cell its output and its other arrays
   */
  private record Row(DataType type, List<List<double[]>> cells) {}

  /** Creates the states of one model at the beginning of a text. */
  public DocumentStates(Torch torch, EncoderDecoder model, BatchLimits limits) {
    this(torch, List.of(model), limits);
  }

  /** Creates the states of several models at the beginning of a text. */
  public DocumentStates(Torch torch, List<EncoderDecoder> models, BatchLimits limits) {
    this.torch = torch;
    this.models = models;
    this.limits = limits;
    for (int i = 0; i < models.size(); i++) {
      before.add(new IdentityHashMap<>());
      open.add(null);
    }
  }

  /** Returns whether a model carries its state, so that there is something to compute. */
  public boolean areCarried() {
    return models.stream().anyMatch(EncoderDecoder::carriesState);
  }

  /**
   * Reads the next documents of the text. Forgets the earlier states, except that of the open
   * document.
   *
   * @param documents the sources of each document, each with the end mark. The first document
   *     continues the last one of the previous call, and may be empty; the last one stays open
   * @throws CancellationException if the thread is interrupted
   */
  public void read(List<List<int[]>> documents) {
    try (GradMode off = GradMode.off()) {
      for (int m = 0; m < models.size(); m++) {
        before.get(m).clear();
        if (models.get(m).carriesState()) {
          open.set(m, read(models.get(m), before.get(m), documents, open.get(m)));
        }
      }
    }
  }

  /** Returns the state of the last document. */
  private @Nullable Row read(
      EncoderDecoder model,
      Map<int[], Row> found,
      List<List<int[]>> documents,
      @Nullable Row first) {
    List<@Nullable Row> states = new ArrayList<>();
    documents.forEach(document -> states.add(states.isEmpty() ? first : null));
    int longest = documents.stream().mapToInt(List::size).max().orElse(0);
    for (int k = 0; k < longest; k++) {
      for (int d = 0; d < documents.size(); d++) {
        Row state = states.get(d);
        if (state != null && k < documents.get(d).size()) {
          found.put(documents.get(d).get(k), state);
        }
      }
      for (List<Integer> batch : batches(documents, k)) {
        int number = k;
        List<int[]> sources = batch.stream().map(d -> documents.get(d).get(number)).toList();
        List<Row> ends = ends(model, sources, found);
        for (int i = 0; i < batch.size(); i++) {
          states.set(batch.get(i), ends.get(i));
        }
      }
    }
    return states.isEmpty() ? first : states.get(states.size() - 1);
  }

  /**
   * Returns, in batches of similar length, the documents whose sentence with this number has a
   * final state that is needed: another sentence follows it or, in the last document, may follow.
   */
  private List<List<Integer>> batches(List<List<int[]>> documents, int number) {
    int last = documents.size() - 1;
    List<Integer> going =
        IntStream.rangeClosed(0, last)
            .filter(d -> number < documents.get(d).size() - (d == last ? 0 : 1))
            .boxed()
            .toList();
    return limits.cut(going, d -> documents.get(d).get(number).length);
  }

  private List<Row> ends(EncoderDecoder model, List<int[]> sources, Map<int[], Row> found) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted between two batches");
    }
    try (NDManager scope = torch.manager().newSubManager()) {
      PaddedBatch batch = PaddedBatch.of(scope, sources);
      EncoderDecoder.Source source =
          model.encode(batch, Mode.INFERENCE, begin(scope, sources, found));
      StackState carried = source.carried();
      if (carried == null) {
        throw new IllegalStateException("the model carries nothing");
      }
      List<Row> rows = new ArrayList<>();
      DataType type = carried.cells().get(0).output().getDataType();
      sources.forEach(unused -> rows.add(new Row(type, new ArrayList<>())));
      for (CellState cell : carried.cells()) {
        rows.forEach(row -> row.cells().add(new ArrayList<>()));
        add(rows, cell.output());
        cell.memory().forEach(array -> add(rows, array));
      }
      return rows;
    }
  }

  /** Adds an array's rows to the last cell of each. */
  private static void add(List<Row> rows, NDArray array) {
    double[] values = array.toType(DataType.FLOAT64, false).toDoubleArray();
    int width = values.length / rows.size();
    for (int b = 0; b < rows.size(); b++) {
      List<List<double[]>> cells = rows.get(b).cells();
      cells.get(cells.size() - 1).add(Arrays.copyOfRange(values, b * width, (b + 1) * width));
    }
  }

  /**
   * Returns the initial states of sources.
   *
   * @param model its number
   * @param sources sources of documents that were read; the same arrays
   * @return the states, on that manager; null if no source has a sentence before it
   */
  @Nullable StackState begin(int model, NDManager manager, List<int[]> sources) {
    return begin(manager, sources, before.get(model));
  }

  /** Does the same as {@link #begin(int, NDManager, List)} for the only model. */
  public @Nullable StackState begin(NDManager manager, List<int[]> sources) {
    return begin(0, manager, sources);
  }

  private static @Nullable StackState begin(
      NDManager manager, List<int[]> sources, Map<int[], Row> found) {
    List<@Nullable Row> rows = new ArrayList<>();
    sources.forEach(source -> rows.add(found.get(source)));
    Row any = rows.stream().filter(row -> row != null).findFirst().orElse(null);
    if (any == null) {
      return null;
    }
    List<CellState> cells = new ArrayList<>();
    for (int c = 0; c < any.cells().size(); c++) {
      List<NDArray> arrays = new ArrayList<>();
      for (int a = 0; a < any.cells().get(c).size(); a++) {
        double[] values = values(rows, c, a, any.cells().get(c).get(a).length);
        Shape shape = new Shape(rows.size(), values.length / rows.size());
        arrays.add(NativeCopy.of(manager.create(values, shape)).toType(any.type(), false));
      }
      cells.add(new CellState(arrays.get(0), arrays.subList(1, arrays.size())));
    }
    return new StackState(cells);
  }

  /** Concatenates rows, with zeros for a sentence that is the first of its document. */
  private static double[] values(List<@Nullable Row> rows, int cell, int array, int width) {
    double[] values = new double[rows.size() * width];
    for (int b = 0; b < rows.size(); b++) {
      Row row = rows.get(b);
      if (row != null) {
        System.arraycopy(row.cells().get(cell).get(array), 0, values, b * width, width);
      }
    }
    return values;
  }
}
