package org.dragoman.runtime.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import org.dragoman.runtime.text.TextConfig.SideConfig;
import org.dragoman.runtime.text.TextPipeline;
import org.dragoman.runtime.text.Vocabulary;
import org.dragoman.spi.ComponentSpec;
import org.dragoman.spi.SubwordModel;
import org.jspecify.annotations.Nullable;

/**
 * Compares the text pipelines of bundles. An ensemble and an average need bundles that read and
 * write the same tokens.
 */
public final class PipelineCompatibility {
  private PipelineCompatibility() {}

  /** Describes the first difference of two bundles; empty if there is none. */
  public static Optional<String> difference(Bundle one, Bundle other) {
    boolean cleans = one.config().text().cleanSource().inTranslation();
    if (cleans != other.config().text().cleanSource().inTranslation()) {
      return Optional.of(
          "clean-source of the one %s the source and of the other %s"
              .formatted(cleans ? "cleans" : "does not clean", cleans ? "does not" : "does"));
    }
    return difference(
            "source",
            one.config().text().sourceSide(),
            one.pipelines().source(),
            other.config().text().sourceSide(),
            other.pipelines().source())
        .or(
            () ->
                one.config().text().hasLabels() || other.config().text().hasLabels()
                    ? entries("label", one.pipelines().target(), other.pipelines().target())
                    : difference(
                        "target",
                        one.config().text().targetSide(),
                        one.pipelines().target(),
                        other.config().text().targetSide(),
                        other.pipelines().target()));
  }

  /**
   * Describes the first difference between the target side of a translator and the text of a
   * language model; empty if there is none.
   */
  public static Optional<String> differenceOfTarget(Bundle translator, Bundle languageModel) {
    return difference(
        "target",
        translator.config().text().targetSide(),
        translator.pipelines().target(),
        languageModel.config().text().targetSide(),
        languageModel.pipelines().target());
  }

  private static Optional<String> difference(
      String side,
      SideConfig config,
      TextPipeline pipeline,
      SideConfig otherConfig,
      TextPipeline otherPipeline) {
    if (!config.normalization().equals(otherConfig.normalization())) {
      return Optional.of(
          "the normalization of the %s is %s in the one and %s in the other"
              .formatted(side, config.normalization(), otherConfig.normalization()));
    }
    if (!config.tokenizer().equals(otherConfig.tokenizer())) {
      return Optional.of(
          "the tokenizer of the %s is %s in the one and %s in the other"
              .formatted(
                  side,
                  inWords(config.tokenizer(), otherConfig.tokenizer()),
                  inWords(otherConfig.tokenizer(), config.tokenizer())));
    }
    if (config.casing() != otherConfig.casing()) {
      return Optional.of(
          "the casing of the %s is %s in the one and %s in the other"
              .formatted(side, config.casing(), otherConfig.casing()));
    }
    Optional<String> entries = entries(side, pipeline, otherPipeline);
    if (entries.isPresent()) {
      return entries;
    }
    boolean sameSubwords =
        Arrays.equals(
                saved(pipeline.segmenter().subword()), saved(otherPipeline.segmenter().subword()))
            && config.vocabulary().threshold() == otherConfig.vocabulary().threshold();
    return sameSubwords
        ? Optional.empty()
        : Optional.of("the subword models of the %s are not the same".formatted(side));
  }

  /** Returns the type of a component, or its options where another has the same type. */
  private static String inWords(ComponentSpec one, ComponentSpec other) {
    return one.type().equals(other.type()) ? one.config().toString() : one.type();
  }

  private static Optional<String> entries(
      String side, TextPipeline pipeline, TextPipeline otherPipeline) {
    Vocabulary vocabulary = pipeline.vocabulary();
    Vocabulary otherVocabulary = otherPipeline.vocabulary();
    for (int id = 0; id < Math.min(vocabulary.size(), otherVocabulary.size()); id++) {
      if (!vocabulary.token(id).equals(otherVocabulary.token(id))) {
        return Optional.of(
            "entry %d of the %s vocabulary, counted from 0, is '%s' in the one and '%s' in the other"
                .formatted(id, side, vocabulary.token(id), otherVocabulary.token(id)));
      }
    }
    if (vocabulary.size() != otherVocabulary.size()) {
      return Optional.of(
          "the %s vocabulary has %d entries in the one and %d in the other"
              .formatted(side, vocabulary.size(), otherVocabulary.size()));
    }
    return Optional.empty();
  }

  private static byte[] saved(@Nullable SubwordModel subword) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (subword != null) {
      try {
        subword.save(bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return bytes.toByteArray();
  }
}
