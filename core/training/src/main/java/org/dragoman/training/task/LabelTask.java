package org.dragoman.training.task;

import java.util.List;
import org.dragoman.runtime.bundle.Bundle;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.model.Predictor;
import org.dragoman.runtime.model.Tagger;
import org.dragoman.runtime.network.LabelTransitions;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.training.backprop.PredictorBackpropagation;
import org.dragoman.training.batch.PredictionBatch;
import org.dragoman.training.data.ExampleCoder;
import org.dragoman.training.data.LabelCoder;
import org.dragoman.training.data.ParallelCorpus;
import org.dragoman.training.objective.ChainLoss;
import org.dragoman.training.objective.PredictionLoss;
import org.dragoman.training.validation.Measure;

/**
 * Trains a classifier or a tagger on labelled texts.
 *
 * @param eachToken whether each token has a label
 */
record LabelTask(Setting setting, boolean eachToken) implements Task {
  @Override
  public void check() {
    setting.check();
  }

  @Override
  public ExampleCoder coder(Pipelines pipelines) {
    return new LabelCoder(pipelines, eachToken);
  }

  @Override
  public Parts parts(Pipelines pipelines, List<SentencePair> rawDev, ParallelCorpus dev) {
    Predictor model = (Predictor) setting.model(pipelines);
    return new Parts(
        model,
        new PredictorBackpropagation(
            setting.torch(),
            model,
            eachToken ? PredictionBatch::ofTags : PredictionBatch::ofLabels,
            loss(model, pipelines),
            setting.config().training().regime()),
        ModelTest.labels(
            setting.torch(),
            model,
            eachToken,
            pipelines,
            dev,
            setting.config().training().validation().samples()));
  }

  @Override
  public List<Measure> test(Bundle bundle, List<SentencePair> corpus) {
    return setting.test(bundle, corpus);
  }

  private PredictionLoss loss(Predictor model, Pipelines pipelines) {
    LabelTransitions transitions = model instanceof Tagger tagger ? tagger.transitions() : null;
    return transitions == null
        ? PredictionLoss.of(setting.ofLabels(pipelines.target().vocabulary()))
        : new ChainLoss(transitions);
  }
}
