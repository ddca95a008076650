package org.dragoman.training.validation;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.model.Predictor;
import org.dragoman.training.batch.Examples;
import org.dragoman.training.batch.PredictionBatch;
import org.dragoman.training.data.ParallelCorpus;

/**
 * Measures how well a model predicts texts: perplexity, and bits per character. A line has one
 * character more than it shows, its end.
 */
public final class TextValidator implements Validator {
  private final PredictorLoss loss;
  private final ParallelCorpus corpus;
  private final long characters;

  /**
   * Creates a validator.
   *
   * @param batches makes the arrays of a batch
   * @param characters how many code points the corpus has, line ends counted
   */
  public TextValidator(
      Torch torch,
      Predictor model,
      Function<Examples, PredictionBatch> batches,
      ParallelCorpus corpus,
      long characters) {
    loss = new PredictorLoss(torch, model, batches);
    this.corpus = corpus;
    this.characters = characters;
  }

  @Override
  public Validation validate() {
    PredictorLoss.Sum sum = loss.of(corpus);
    return new Validation(sum.perplexity(), measures(sum), List.of());
  }

  private List<Measure> measures(PredictorLoss.Sum sum) {
    double bits = sum.nats() / Math.log(2) / characters;
    return List.of(
        Measure.of(
            "bitsPerCharacter",
            bits,
            String.format(
                Locale.ROOT, "%.3f bits per character, perplexity %.2f", bits, sum.perplexity())));
  }
}
