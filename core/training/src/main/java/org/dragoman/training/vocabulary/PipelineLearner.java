package org.dragoman.training.vocabulary;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.text.Labels;
import org.dragoman.runtime.text.Normalizer;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.runtime.text.Segmenter;
import org.dragoman.runtime.text.TextConfig;
import org.dragoman.runtime.text.TextConfig.SideConfig;
import org.dragoman.runtime.text.TextConfig.VocabularyConfig;
import org.dragoman.runtime.text.TextPipeline;
import org.dragoman.runtime.text.Vocabulary;
import org.dragoman.spi.ComponentSpec;
import org.dragoman.spi.SubwordModel;
import org.dragoman.spi.SubwordModelFactory;
import org.dragoman.spi.Tokenizer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the text pipelines of a run: learns subword models and vocabularies from the training text,
 * or reads the ready ones that the configuration names.
 */
public final class PipelineLearner {
  private static final Logger LOG = LoggerFactory.getLogger(PipelineLearner.class);

  private final Components components;

  public PipelineLearner(Components components) {
    this.components = components;
  }

  /**
   * Makes the pipelines.
   *
   * @param train passes each training pair to its argument, every time that it is called
   * @throws DragomanException if a ready file cannot be read, or the configuration is unusable
   */
  public Pipelines learn(TextConfig config, Consumer<Consumer<SentencePair>> train) {
    boolean cleans = config.cleanSource().inTraining();
    Normalizer first = Normalizer.IDENTITY.cleaning(cleans);
    Pipelines pipelines =
        learn(
            config,
            lines -> train.accept(pair -> lines.accept(first.apply(pair.source()))),
            lines -> train.accept(pair -> lines.accept(pair.target())));
    return cleans ? pipelines.cleaningSource() : pipelines;
  }

  /** Makes the pipelines for text that is already cleaned. */
  private Pipelines learn(
      TextConfig config, Consumer<Consumer<String>> source, Consumer<Consumer<String>> target) {
    if (config.isShared()) {
      Side side =
          side(
              "text.shared",
              config.sourceSide(),
              lines -> {
                source.accept(lines);
                target.accept(lines);
              });
      TextPipeline shared = pipeline(side, subword(side, side.wordCounts));
      return new Pipelines(shared, shared, true);
    }
    if (config.hasLabels()) {
      TextPipeline text = learn("text.source", config.sourceSide(), source);
      return new Pipelines(text, labels(target), false);
    }
    if (config.source() == null) {
      TextPipeline text = learn("text.target", config.targetSide(), target);
      return new Pipelines(text, text, false);
    }
    Side ofSource = side("text.source", config.sourceSide(), source);
    Side ofTarget = side("text.target", config.targetSide(), target);
    if (config.jointSubword()) {
      Map<String, Long> both = new HashMap<>(ofSource.wordCounts);
      ofTarget.wordCounts.forEach((word, count) -> both.merge(word, count, Long::sum));
      SubwordModel joint = subword(ofSource, both);
      return new Pipelines(pipeline(ofSource, joint), pipeline(ofTarget, joint), false);
    }
    return new Pipelines(
        pipeline(ofSource, subword(ofSource, ofSource.wordCounts)),
        pipeline(ofTarget, subword(ofTarget, ofTarget.wordCounts)),
        false);
  }

  private TextPipeline learn(String path, SideConfig config, Consumer<Consumer<String>> text) {
    Side side = side(path, config, text);
    return pipeline(side, subword(side, side.wordCounts));
  }

  private static TextPipeline labels(Consumer<Consumer<String>> text) {
    Map<String, Long> counts = new HashMap<>();
    Segmenter words = Labels.segmenter();
    text.accept(line -> words.tokens(line).forEach(label -> counts.merge(label, 1L, Long::sum)));
    Vocabulary vocabulary = Vocabulary.build(counts);
    LOG.info("labels: {}", new Labels(vocabulary).count());
    return Labels.pipeline(vocabulary);
  }

  /**
   * One side, or both sides if they share a pipeline.
   *
   * @param wordCounts the number of occurrences of each word; subword model and vocabulary depend
   *     on nothing else
   */
  private record Side(
      String path,
      SideConfig config,
      Normalizer normalizer,
      Tokenizer tokenizer,
      Map<String, Long> wordCounts) {}

  private Side side(String path, SideConfig config, Consumer<Consumer<String>> text) {
    Normalizer normalizer = new Normalizer(config.normalization());
    Tokenizer tokenizer = config.casing().of(components.tokenizer(config.tokenizer()));
    Segmenter words = new Segmenter(normalizer, tokenizer, null);
    Map<String, Long> wordCounts = new HashMap<>();
    text.accept(line -> words.tokens(line).forEach(word -> wordCounts.merge(word, 1L, Long::sum)));
    return new Side(path, config, normalizer, tokenizer, wordCounts);
  }

  private static TextPipeline pipeline(Side side, @Nullable SubwordModel subword) {
    VocabularyConfig config = side.config.vocabulary();
    Vocabulary vocabulary =
        new VocabularyLearner(side.path, config).learn(subword, side.wordCounts);
    LOG.info("{}: {} words, {} pieces", side.path, side.wordCounts.size(), vocabulary.size());
    return new TextPipeline(
        side.normalizer, side.tokenizer, config.restrict(subword, vocabulary), vocabulary);
  }

  private @Nullable SubwordModel subword(Side side, Map<String, Long> wordCounts) {
    String path = side.path;
    SideConfig config = side.config;
    ComponentSpec spec = config.subword();
    if (spec == null) {
      if (config.subwordFile() != null) {
        throw DragomanException.configuration(
            path
                + ".subword-file is given without "
                + path
                + ".subword. Name the type, or leave"
                + " the file out.");
      }
      return null;
    }
    SubwordModelFactory<Record> factory = components.subword(spec);
    if (config.subwordFile() == null) {
      return learn(path, factory, spec, wordCounts);
    }
    Path file = Path.of(config.subwordFile());
    String where = path + ".subword-file: " + file;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return factory.load(spec.config(), in);
    } catch (NoSuchFileException e) {
      throw DragomanException.data(where + " does not exist.", e);
    } catch (AccessDeniedException e) {
      throw DragomanException.data(where + " cannot be read: permission denied.", e);
    } catch (IOException e) {
      throw DragomanException.data(where + " cannot be read: " + e.getMessage() + ".", e);
    }
  }

  private static SubwordModel learn(
      String path,
      SubwordModelFactory<Record> factory,
      ComponentSpec spec,
      Map<String, Long> wordCounts) {
    try {
      return factory.learn(spec.config(), wordCounts);
    } catch (IllegalArgumentException e) {
      throw DragomanException.configuration(path + ".subword: " + e.getMessage(), e);
    }
  }
}
