package org.dragoman.training.task;

import java.util.List;
import org.dragoman.runtime.bundle.Bundle;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.model.Generator;
import org.dragoman.runtime.model.GeneratorConfig;
import org.dragoman.runtime.search.NamedSearch;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.training.backprop.PredictorBackpropagation;
import org.dragoman.training.data.ExampleCoder;
import org.dragoman.training.data.NumberCoder;
import org.dragoman.training.data.ParallelCorpus;
import org.dragoman.training.objective.PredictionLoss;
import org.dragoman.training.validation.Measure;

/** Trains a generator on numbers and the texts that they begin. */
record GeneratorTask(Setting setting, GeneratorConfig config) implements Task {
  @Override
  public void check() {
    setting.check();
  }

  @Override
  public ExampleCoder coder(Pipelines pipelines) {
    return new NumberCoder(pipelines.target(), config.input());
  }

  @Override
  public Parts parts(Pipelines pipelines, List<SentencePair> rawDev, ParallelCorpus dev) {
    Generator model = (Generator) setting.model(pipelines);
    return new Parts(
        model,
        new PredictorBackpropagation(
            setting.torch(),
            model,
            examples -> ModelTest.numbers(model, examples),
            PredictionLoss.of(setting.ofTokens(pipelines.target().vocabulary())),
            setting.config().training().regime()),
        ModelTest.generator(
            setting.torch(),
            model,
            pipelines.target(),
            NamedSearch.of(
                setting.config().training().validation().search(), setting.components().registry()),
            dev,
            setting.config().training().validation().samples()));
  }

  @Override
  public List<Measure> test(Bundle bundle, List<SentencePair> corpus) {
    return setting.test(bundle, corpus);
  }
}
