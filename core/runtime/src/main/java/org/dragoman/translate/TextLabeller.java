package org.dragoman.translate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.batch.BatchLimits;
import org.dragoman.runtime.bundle.Bundle;
import org.dragoman.runtime.bundle.BundleSource;
import org.dragoman.runtime.inference.Labeller;
import org.dragoman.runtime.model.Classifier;
import org.dragoman.runtime.model.ClassifierConfig;
import org.dragoman.runtime.model.Predictor;
import org.dragoman.runtime.model.TaggerConfig;
import org.dragoman.runtime.text.Labels;
import org.dragoman.runtime.text.TextPipeline;

/**
 * Labels texts: a classifier gives each text a label, a tagger each token.
 *
 * <pre>{@code
 * try (TextLabeller model = TextLabeller.open(Path.of("models/language-id"))) {
 *   System.out.println(model.label(List.of("Guten Tag!")).get(0).labels());   // [de]
 * }
 * }</pre>
 *
 * <p>Several threads may use it at once.
 */
public final class TextLabeller implements AutoCloseable {
  private final OpenBundle open;
  private final Labeller labeller;
  private final TextPipeline pipeline;
  private final Labels labels;

  TextLabeller(DragomanRuntime runtime, boolean ownsRuntime, BundleSource source) {
    open = new OpenBundle(runtime, ownsRuntime, source, "this labeller");
    try {
      Bundle bundle = open.bundle();
      boolean eachToken = bundle.config().model() instanceof TaggerConfig;
      Predictor model =
          eachToken || bundle.config().model() instanceof ClassifierConfig
              ? bundle.model(Predictor.class, "classifier or tagger")
              : bundle.model(Classifier.class, "classifier or tagger");
      labeller = new Labeller(runtime.torch(), model, eachToken, BatchLimits.DEFAULTS);
      pipeline = bundle.pipelines().source();
      labels = new Labels(bundle.pipelines().target().vocabulary());
    } catch (RuntimeException e) {
      open.close(Duration.ZERO);
      throw e;
    }
  }

  /**
   * Opens the bundle in a folder, or that of the training run in it, with a {@link DragomanRuntime}
   * of its own.
   *
   * @throws DragomanException where it cannot be opened, or holds a model of another type
   */
  public static TextLabeller open(Path bundle) {
    DragomanRuntime runtime = DragomanRuntime.open();
    try {
      return new TextLabeller(runtime, true, BundleSource.folder(bundle));
    } catch (Throwable e) {
      runtime.close();
      throw e;
    }
  }

  /** Returns all labels that the model may give. */
  public List<String> labels() {
    return labels.names();
  }

  /** Returns whether each token gets a label: a tagger. Else the text gets one: a classifier. */
  public boolean labelsTokens() {
    return labeller.eachToken();
  }

  /**
   * Labels texts.
   *
   * @return one for each text, in their order; a text without tokens has no label
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public List<LabelledText> label(List<String> texts) {
    return open.whileOpen(
        () -> {
          List<int[]> ids = texts.stream().map(pipeline::encode).toList();
          List<Labeller.Labelled> found =
              labeller.label(ids.stream().filter(text -> text.length > 0).toList());
          List<LabelledText> labelled = new ArrayList<>();
          int next = 0;
          for (int i = 0; i < ids.size(); i++) {
            labelled.add(
                ids.get(i).length == 0
                    ? new LabelledText(List.of(), List.of(), List.of())
                    : labelled(texts.get(i), found.get(next++)));
          }
          return labelled;
        });
  }

  private LabelledText labelled(String text, Labeller.Labelled found) {
    int[] best = found.labels();
    return new LabelledText(
        pipeline.segmenter().pieces(text),
        IntStream.of(best).mapToObj(labels::name).toList(),
        IntStream.range(0, best.length)
            .mapToObj(i -> (double) found.probabilities()[i][best[i]])
            .toList());
  }

  /** As {@link #close(Duration)} with {@link Translator#PATIENCE}. */
  @Override
  public void close() {
    close(Translator.PATIENCE);
  }

  /**
   * Takes no more calls, lets those under way go on for a while, and frees the model.
   *
   * @param patience how long calls under way may go on
   */
  public void close(Duration patience) {
    open.close(patience);
  }
}
