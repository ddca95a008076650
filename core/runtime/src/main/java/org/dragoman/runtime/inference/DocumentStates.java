package org.dragoman.runtime.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.dragoman.runtime.batch.PaddedBatch;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.NativeCopy;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.model.EncoderDecoder;
import org.dragoman.runtime.model.EncoderState;
import org.dragoman.spi.CellState;
import org.dragoman.spi.Mode;
import org.jspecify.annotations.Nullable;

/**
 * What the encoders of models that carry their state begin each sentence of a text with. It follows
 * from the sources alone, so it is found beforehand, document beside document; then the sentences
 * may be translated in any order. Of models that carry nothing it is nothing.
 *
 * <p>For one thread. States are kept in the JVM.
 */
public final class DocumentStates {
  private final Torch torch;
  private final List<EncoderDecoder> models;
  private final int batchSentences;
  private final int batchTokens;

  // For each model what a source begins with, by the array of the source itself.
  private final List<Map<int[], Row>> before = new ArrayList<>();
  // For each model the state of the document that is open.
  private final List<@Nullable Row> open = new ArrayList<>();

  /**
   * The state of one sentence.
   *
   * @param type of the arrays that it is a row of
   * @param cells for each cell its output and what else it carries
   */
  private record Row(DataType type, List<List<double[]>> cells) {}

  /** States of one model, for a text that begins. */
  public DocumentStates(Torch torch, EncoderDecoder model, TranslationOptions options) {
    this(torch, List.of(model), options);
  }

  /** States of several models, for a text that begins. */
  DocumentStates(Torch torch, List<EncoderDecoder> models, TranslationOptions options) {
    this.torch = torch;
    this.models = models;
    batchSentences = options.batchSentences();
    batchTokens = options.batchTokens();
    for (int i = 0; i < models.size(); i++) {
      before.add(new IdentityHashMap<>());
      open.add(null);
    }
  }

  /** Whether there is anything to find. */
  public boolean areCarried() {
    return models.stream().anyMatch(EncoderDecoder::carriesState);
  }

  /**
   * Reads on in the text; what was found before is forgotten but for the state of the document that
   * is open.
   *
   * @param documents the sources of each, each ending with the end mark. The first goes on with the
   *     document that the last one was of when this was called last, and may be empty; the last
   *     stays open
   * @throws CancellationException where the thread is interrupted
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
   * The numbers of the documents whose sentence of a number has an end that is of use, in batches
   * of like length: another follows it, or may, in the last document.
   */
  private List<List<Integer>> batches(List<List<int[]>> documents, int number) {
    int last = documents.size() - 1;
    List<Integer> going =
        IntStream.rangeClosed(0, last)
            .filter(d -> number < documents.get(d).size() - (d == last ? 0 : 1))
            .boxed()
            .sorted(Comparator.comparingInt(d -> -documents.get(d).get(number).length))
            .toList();
    List<List<Integer>> batches = new ArrayList<>();
    for (int from = 0, to; from < going.size(); from = to) {
      int fitting = batchTokens / documents.get(going.get(from)).get(number).length;
      to = Math.min(going.size(), from + Math.max(1, Math.min(batchSentences, fitting)));
      batches.add(going.subList(from, to));
    }
    return batches;
  }

  private List<Row> ends(EncoderDecoder model, List<int[]> sources, Map<int[], Row> found) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted between two batches");
    }
    try (NDManager scope = torch.manager().newSubManager()) {
      PaddedBatch batch = PaddedBatch.of(scope, sources);
      EncoderDecoder.Source source =
          model.encode(batch, Mode.INFERENCE, begin(scope, sources, found));
      EncoderState carried = source.carried();
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
   * What sources begin with.
   *
   * @param model its number
   * @param sources of documents that were read, the arrays themselves
   * @return on that manager; null where none of them has a sentence before it
   */
  @Nullable EncoderState begin(int model, NDManager manager, List<int[]> sources) {
    return begin(manager, sources, before.get(model));
  }

  /** As {@link #begin(int, NDManager, List)}, of the only model. */
  public @Nullable EncoderState begin(NDManager manager, List<int[]> sources) {
    return begin(0, manager, sources);
  }

  private static @Nullable EncoderState begin(
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
    return new EncoderState(cells);
  }

  /** Row after row, zeros where a sentence is the first of its document. */
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
