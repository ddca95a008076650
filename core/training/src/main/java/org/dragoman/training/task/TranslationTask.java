package org.dragoman.training.task;

import java.util.List;
import org.dragoman.runtime.bundle.Bundle;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.model.EncoderDecoder;
import org.dragoman.runtime.search.SearchWidth;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.spi.SearchStrategy;
import org.dragoman.training.backprop.Backpropagation;
import org.dragoman.training.config.TrainingConfig;
import org.dragoman.training.data.ExampleCoder;
import org.dragoman.training.data.ParallelCorpus;
import org.dragoman.training.data.TranslationCoder;
import org.dragoman.training.objective.MaximumLikelihood;
import org.dragoman.training.validation.Measure;
import org.dragoman.training.validation.TranslationScores;
import org.dragoman.training.validation.TranslationValidator;
import org.dragoman.training.validation.Validator;
import org.dragoman.translate.BatchTranslator;
import org.dragoman.translate.TokenDetail;
import org.dragoman.translate.TranslationOptions;

/** Trains an encoder-decoder on sentence pairs. */
record TranslationTask(Setting setting) implements Task {
  @Override
  public void check() {
    setting.check();
  }

  @Override
  public ExampleCoder coder(Pipelines pipelines) {
    return new TranslationCoder(pipelines);
  }

  @Override
  public Parts parts(Pipelines pipelines, List<SentencePair> rawDev, ParallelCorpus dev) {
    Torch torch = setting.torch();
    TrainingConfig training = setting.config().training();
    EncoderDecoder model = (EncoderDecoder) setting.model(pipelines);
    MaximumLikelihood objective =
        MaximumLikelihood.of(
            torch,
            model,
            training.loss(),
            training.labelSmoothing(),
            pipelines.target().vocabulary());
    return new Parts(
        model,
        Backpropagation.of(torch, model, objective, training.regime(), training.teacherForcing()),
        validator(model, pipelines, rawDev, dev));
  }

  private Validator validator(
      EncoderDecoder model, Pipelines pipelines, List<SentencePair> rawDev, ParallelCorpus dev) {
    TranslationOptions plain = TranslationOptions.defaults();
    TokenDetail detail = model.hasWeights() ? TokenDetail.WEIGHTS : TokenDetail.SCORES;
    return new TranslationValidator(
        setting.torch(),
        model,
        translator(model, pipelines, plain),
        translator(model, pipelines, plain.withDetail(detail)),
        rawDev,
        dev,
        setting.config().training().validation());
  }

  private BatchTranslator translator(
      EncoderDecoder model, Pipelines pipelines, TranslationOptions options) {
    int vocabulary = pipelines.target().vocabulary().size();
    SearchStrategy validating =
        setting.components().search(setting.config().training().validation().search());
    SearchStrategy finished = setting.components().search(setting.config().search());
    for (SearchStrategy search : List.of(finished, validating)) {
      SearchWidth.of(search, options.nBest(), vocabulary).require();
    }
    return new BatchTranslator(setting.torch(), model, pipelines, validating, options);
  }

  @Override
  public List<Measure> test(Bundle bundle, List<SentencePair> corpus) {
    return TranslationScores.of(
        bundle, setting.torch(), setting.components().registry(), corpus, setting.config());
  }
}
