package org.dragoman.training;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.text.Normalizer;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.runtime.text.Segmenter;
import org.dragoman.runtime.text.SentencePair;
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
final class PipelineLearner {
  private static final Logger LOG = LoggerFactory.getLogger(PipelineLearner.class);

  private final Components components;

  PipelineLearner(Components components) {
    this.components = components;
  }

  /**
   * Makes the pipelines.
   *
   * @param train gives each pair that is learned from, each time that it is called
   * @throws DragomanException where a ready file cannot be read, or the configuration is of no use
   */
  Pipelines learn(TextConfig config, Consumer<Consumer<SentencePair>> train) {
    Consumer<Consumer<String>> source = lines -> train.accept(pair -> lines.accept(pair.source()));
    Consumer<Consumer<String>> target = lines -> train.accept(pair -> lines.accept(pair.target()));
    if (config.isShared()) {
      TextPipeline shared =
          side(
              "text.shared",
              config.sourceSide(),
              lines -> {
                source.accept(lines);
                target.accept(lines);
              });
      return new Pipelines(shared, shared, true);
    }
    return new Pipelines(
        side("text.source", config.sourceSide(), source),
        side("text.target", config.targetSide(), target),
        false);
  }

  private TextPipeline side(String path, SideConfig config, Consumer<Consumer<String>> text) {
    Normalizer normalizer = new Normalizer(config.normalization());
    Tokenizer tokenizer = config.casing().of(components.tokenizer(config.tokenizer()));
    Segmenter words = new Segmenter(normalizer, tokenizer, null);
    // Both the subword model and the vocabulary follow from how often each word occurs.
    Map<String, Long> wordCounts = new HashMap<>();
    text.accept(line -> words.tokens(line).forEach(word -> wordCounts.merge(word, 1L, Long::sum)));
    SubwordModel subword = subword(path, config, wordCounts);
    Vocabulary vocabulary =
        config.vocabulary().file() != null
            ? ready(path, config.vocabulary().file())
            : vocabulary(path, config.vocabulary(), pieceCounts(subword, wordCounts));
    LOG.info("{}: {} words, {} pieces", path, wordCounts.size(), vocabulary.size());
    return new TextPipeline(normalizer, tokenizer, subword, vocabulary);
  }

  private @Nullable SubwordModel subword(
      String path, SideConfig config, Map<String, Long> wordCounts) {
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
      return factory.learn(spec.config(), wordCounts);
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

  private static Map<String, Long> pieceCounts(
      @Nullable SubwordModel subword, Map<String, Long> wordCounts) {
    if (subword == null) {
      return wordCounts;
    }
    Map<String, Long> counts = new HashMap<>();
    wordCounts.forEach(
        (word, count) ->
            subword.encode(List.of(word)).forEach(piece -> counts.merge(piece, count, Long::sum)));
    return counts;
  }

  private static Vocabulary ready(String path, String file) {
    try {
      return Vocabulary.load(Path.of(file));
    } catch (DragomanException e) {
      throw DragomanException.data(path + ".vocabulary.file: " + e.getMessage(), e);
    }
  }

  private static Vocabulary vocabulary(
      String path, VocabularyConfig config, Map<String, Long> pieceCounts) {
    int specials = Vocabulary.SPECIALS.size();
    int limit = config.maxSize() == 0 ? Integer.MAX_VALUE : config.maxSize();
    if (limit <= specials) {
      throw DragomanException.configuration(
          "%s.vocabulary.max-size: %d leaves no room beside the %d special entries. Give more than %d, or 0 for no limit."
              .formatted(path, limit, specials, specials));
    }
    Vocabulary vocabulary = Vocabulary.build(pieceCounts, limit, config.minFrequency());
    if (vocabulary.size() == specials) {
      throw DragomanException.data(
          "%s: no piece of the training text occurs %d times, so the vocabulary is empty. Lower %s.vocabulary.min-frequency, or give more text."
              .formatted(path, config.minFrequency(), path));
    }
    return vocabulary;
  }
}
