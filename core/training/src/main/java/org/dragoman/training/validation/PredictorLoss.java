package org.dragoman.training.validation;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.model.Predictor;
import org.dragoman.training.batch.BatchConfig;
import org.dragoman.training.batch.BatchConfig.BatchUnit;
import org.dragoman.training.batch.CarriedState;
import org.dragoman.training.batch.Examples;
import org.dragoman.training.batch.PairBatch;
import org.dragoman.training.batch.PredictionBatch;
import org.dragoman.training.data.ParallelCorpus;
import org.dragoman.training.objective.CrossEntropy;

/**
 * Measures the negative log-likelihood that a model gives a corpus.
 *
 * @param batches makes the arrays of a batch
 */
record PredictorLoss(Torch torch, Predictor model, Function<Examples, PredictionBatch> batches) {
  private static final BatchConfig BATCH = new BatchConfig(BatchUnit.TOKENS, 2048, 1);

  /**
   * The likelihood of a corpus.
   *
   * @param nats the sum over the rows
   * @param rows the number of tokens or labels
   */
  record Sum(double nats, long rows) {
    double perplexity() {
      return Math.exp(nats / rows);
    }
  }

  /**
   * Measures a corpus.
   *
   * @throws CancellationException if the thread is interrupted
   */
  Sum of(ParallelCorpus corpus) {
    double nats = 0;
    long rows = 0;
    CrossEntropy exact = new CrossEntropy(torch, 0);
    List<PairBatch> all = corpus.batches(model.carriesState(), BATCH);
    try (GradMode off = GradMode.off();
        CarriedState carried = new CarriedState(torch.manager())) {
      for (PairBatch pairs : all) {
        if (Thread.currentThread().isInterrupted()) {
          throw new CancellationException("interrupted between two batches");
        }
        try (NDManager scope = torch.manager().newSubManager()) {
          PredictionBatch batch =
              batches.apply(new Examples(scope, pairs.pairs(), carried.begin(scope, pairs)));
          Predictor.Predictions predictions = model.predict(batch.inputs());
          nats += exact.of(predictions.logits(), batch.wanted()).negativeLogLikelihood();
          rows += batch.wanted().size();
          carried.end(predictions.carried());
        }
      }
    }
    return new Sum(nats, rows);
  }
}
