package org.dragoman.runtime.inspect;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.batch.PaddedBatch;
import org.dragoman.runtime.bundle.Bundle;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.NativeCopy;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.model.Generator;
import org.dragoman.runtime.model.LanguageModel;
import org.dragoman.runtime.model.Predictor;
import org.dragoman.runtime.model.TaggerConfig;
import org.dragoman.runtime.text.Labels;
import org.dragoman.runtime.text.TextPipeline;
import org.dragoman.runtime.text.Vocabulary;

/**
 * A text as a {@link Predictor} reads it, and what the model must predict.
 *
 * @param read the ids of the tokens that the model reads, T
 * @param numbers that a generator begins with; empty for other models
 * @param wanted the class of each prediction: one for each token, or one for the text
 * @param readTokens the tokens that the model reads, as text
 * @param wantedTokens what must be predicted, as text
 * @param labels whether labels are predicted; else the next token is, and the text begins with the
 *     start mark and ends with the end mark
 */
public record InspectedText(
    List<Integer> read,
    List<Float> numbers,
    List<Integer> wanted,
    List<String> readTokens,
    List<String> wantedTokens,
    boolean labels) {

  /**
   * Encodes an example.
   *
   * @param bundle of a language model, classifier, tagger or generator
   * @param example the text; for a generator the numbers and the text. The labels of a classifier
   *     or tagger may be left empty: then the model's own are taken.
   * @throws DragomanException of kind CONFIGURATION if the text has no tokens, or the labels do not
   *     fit it
   */
  public static InspectedText of(Torch torch, Bundle bundle, SentencePair example) {
    Predictor model =
        bundle.model(Predictor.class, "language model, classifier, tagger or generator");
    if (model instanceof LanguageModel) {
      return ofText(bundle.pipelines().target(), List.of(), example.source());
    }
    if (model instanceof Generator generator) {
      float[] numbers = generator.numbers().read(example.source());
      List<Float> given = IntStream.range(0, numbers.length).mapToObj(i -> numbers[i]).toList();
      return ofText(bundle.pipelines().target(), given, example.target());
    }
    return ofLabels(torch, model, bundle, example);
  }

  private static InspectedText ofText(TextPipeline pipeline, List<Float> numbers, String text) {
    List<Integer> ids = ids(pipeline, text);
    List<Integer> read = new ArrayList<>(List.of(Vocabulary.START));
    read.addAll(ids);
    List<Integer> wanted = new ArrayList<>(ids);
    wanted.add(Vocabulary.END);
    return new InspectedText(
        read, numbers, wanted, tokens(pipeline, read), tokens(pipeline, wanted), false);
  }

  /** Returns entries of the vocabulary, with the marks. */
  public static List<String> tokens(TextPipeline pipeline, List<Integer> ids) {
    return ids.stream().map(pipeline.vocabulary()::token).toList();
  }

  private static List<Integer> ids(TextPipeline pipeline, String text) {
    List<Integer> ids = Arrays.stream(pipeline.encode(text)).boxed().toList();
    if (ids.isEmpty()) {
      throw DragomanException.configuration(
          "'%s' holds no tokens that the model could read. Give a text.".formatted(text));
    }
    return ids;
  }

  private static InspectedText ofLabels(
      Torch torch, Predictor model, Bundle bundle, SentencePair example) {
    boolean eachToken = bundle.config().model() instanceof TaggerConfig;
    TextPipeline pipeline = bundle.pipelines().source();
    List<Integer> read = ids(pipeline, example.source());
    Labels labels = new Labels(bundle.pipelines().target().vocabulary());
    List<String> given = Labels.segmenter().tokens(example.target());
    List<Integer> wanted =
        given.isEmpty() ? best(torch, model, read) : given.stream().map(labels::number).toList();
    int needed = eachToken ? read.size() : 1;
    if (wanted.size() != needed) {
      throw DragomanException.configuration(
          "The text needs %d labels, one for %s, and %d were given."
              .formatted(needed, eachToken ? "each token" : "the text", wanted.size()));
    }
    return new InspectedText(
        read,
        List.of(),
        wanted,
        tokens(pipeline, read),
        wanted.stream().map(labels::name).toList(),
        true);
  }

  private static List<Integer> best(Torch torch, Predictor model, List<Integer> read) {
    try (GradMode off = GradMode.off();
        NDManager scope = torch.manager().newSubManager()) {
      long[] best =
          model.predict(Predictor.Inputs.of(rows(scope, read, 1))).logits().argMax(1).toLongArray();
      return Arrays.stream(best).mapToObj(Math::toIntExact).toList();
    }
  }

  private static PaddedBatch rows(NDManager manager, List<Integer> read, int rows) {
    int[] ids = read.stream().mapToInt(Integer::intValue).toArray();
    return PaddedBatch.of(manager, Collections.nCopies(rows, ids));
  }

  /**
   * Puts the text on a device.
   *
   * @param rows how often, one below the other
   * @param type of the model's weights
   */
  public Predictor.Inputs inputs(NDManager manager, int rows, DataType type) {
    PaddedBatch tokens = rows(manager, read, rows);
    return numbers.isEmpty()
        ? Predictor.Inputs.of(tokens)
        : new Predictor.Inputs(tokens, numbers(manager, rows, type), null);
  }

  private NDArray numbers(NDManager manager, int rows, DataType type) {
    float[] values = new float[rows * numbers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = numbers.get(i % numbers.size());
    }
    return NativeCopy.of(manager.create(values, new Shape(rows, numbers.size())))
        .toType(type, false);
  }
}
