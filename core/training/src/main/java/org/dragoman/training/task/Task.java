package org.dragoman.training.task;

import java.util.List;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.bundle.Bundle;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.model.ClassifierConfig;
import org.dragoman.runtime.model.GeneratorConfig;
import org.dragoman.runtime.model.LanguageModelConfig;
import org.dragoman.runtime.model.Model;
import org.dragoman.runtime.model.TaggerConfig;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.training.backprop.Backpropagation;
import org.dragoman.training.config.RunConfig;
import org.dragoman.training.data.ExampleCoder;
import org.dragoman.training.data.ParallelCorpus;
import org.dragoman.training.validation.Measure;
import org.dragoman.training.validation.Validator;

/**
 * What a type of model makes of a run. All else of training is the same for each of them: corpora,
 * batches, optimizer, checkpoints, log.
 */
public interface Task {
  /**
   * Returns the task of a configuration.
   *
   * @param torch the engine on the device to train on
   */
  static Task of(RunConfig config, Torch torch, Components components) {
    Setting setting = new Setting(config, torch, components);
    if (config.model() instanceof LanguageModelConfig) {
      return new LanguageModelTask(setting);
    }
    if (config.model() instanceof ClassifierConfig) {
      return new LabelTask(setting, false);
    }
    if (config.model() instanceof TaggerConfig) {
      return new LabelTask(setting, true);
    }
    if (config.model() instanceof GeneratorConfig model) {
      return new GeneratorTask(setting, model);
    }
    return new TranslationTask(setting);
  }

  /**
   * Checks whether the parts of the model fit together.
   *
   * @throws DragomanException that names the key, if they do not
   */
  void check();

  /** Returns what turns examples into ids. */
  ExampleCoder coder(Pipelines pipelines);

  /**
   * What is trained, and how.
   *
   * @param model whose weights are not yet filled
   * @param backpropagation computes loss and gradients of the model
   * @param validator of the model
   */
  record Parts(Model model, Backpropagation backpropagation, Validator validator) {}

  /**
   * Assembles a model and what trains it.
   *
   * @param rawDev the dev set as text
   * @param dev the same as ids
   */
  Parts parts(Pipelines pipelines, List<SentencePair> rawDev, ParallelCorpus dev);

  /**
   * Scores a bundle on a test set.
   *
   * @param corpus at least one example
   * @return at least one measure, the most important first
   */
  List<Measure> test(Bundle bundle, List<SentencePair> corpus);
}
