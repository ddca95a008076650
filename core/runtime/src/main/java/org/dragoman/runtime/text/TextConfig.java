package org.dragoman.runtime.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dragoman.spi.ComponentKind;
import org.dragoman.spi.ComponentSpec;
import org.dragoman.spi.Kind;
import org.dragoman.spi.Option;
import org.dragoman.spi.SubwordModel;
import org.jspecify.annotations.Nullable;

/**
 * Configuration of the text pipelines. A translator has either {@code shared} (both sides have one
 * pipeline with one subword model and one vocabulary), or {@code source} and {@code target}. A
 * language model has {@code shared}. A classifier or tagger has {@code source} alone, and writes
 * labels; a generator has {@code target} alone, and reads numbers.
 *
 * @param shared for both sides
 * @param source for the source
 * @param target for the target
 * @param jointSubword whether the two pipelines share one subword model, learned from both sides
 * @param cleanSource when white space and invisible characters of the source are cleaned
 */
public record TextConfig(
    @Option(value = "One pipeline for both sides.", defaultValue = "null")
        @Nullable SideConfig shared,
    @Option(value = "The source's own pipeline.", defaultValue = "null")
        @Nullable SideConfig source,
    @Option(value = "The target's own pipeline.", defaultValue = "null")
        @Nullable SideConfig target,
    @Option(
            value =
                "With source and target: one subword model is learned from both sides' tokens together; each side keeps its vocabulary.",
            defaultValue = "false")
        boolean jointSubword,
    @Option(
            value =
                "When white space of the source becomes single spaces and invisible characters are"
                    + " dropped: always, in translation only, or never.",
            defaultValue = "always")
        CleanSource cleanSource) {

  /** Checks that it is either shared or separate. */
  public TextConfig {
    if ((shared == null) == (source == null && target == null)) {
      throw new IllegalArgumentException(
          "give either 'shared', or both 'source' and 'target', and not both ways");
    }
    if (jointSubword) {
      requireJoint(source, target);
    }
  }

  private static void requireJoint(@Nullable SideConfig source, @Nullable SideConfig target) {
    if (source == null || target == null) {
      throw new IllegalArgumentException(
          "joint-subword goes with 'source' and 'target'; leave it out, 'shared' has one subword"
              + " model for both sides anyway");
    }
    if (source.subword() == null || !source.subword().equals(target.subword())) {
      throw new IllegalArgumentException(
          "joint-subword needs the same 'subword' with the same keys in 'source' and in 'target'");
    }
    if (source.subwordFile() != null || target.subwordFile() != null) {
      throw new IllegalArgumentException(
          "joint-subword learns the subword model; leave it out, or leave 'subword-file' out");
    }
  }

  /** Whether both sides use one pipeline. */
  public boolean isShared() {
    return shared != null;
  }

  /** Returns whether the target is labels, which have no settings. */
  public boolean hasLabels() {
    return shared == null && target == null;
  }

  /** Returns the configuration of the source; of the target if the source is numbers. */
  public SideConfig sourceSide() {
    SideConfig own = source == null ? target : source;
    return Objects.requireNonNull(shared == null ? own : shared);
  }

  /** Returns the configuration of the target; there is none if it {@link #hasLabels}. */
  public SideConfig targetSide() {
    return Objects.requireNonNull(shared == null ? target : shared);
  }

  /** Returns the configurations that are given, by their keys. */
  public Map<String, SideConfig> sides() {
    Map<String, SideConfig> sides = new LinkedHashMap<>();
    addTo(sides, "shared", shared);
    addTo(sides, "source", source);
    addTo(sides, "target", target);
    return sides;
  }

  private static void addTo(Map<String, SideConfig> sides, String key, @Nullable SideConfig side) {
    if (side != null) {
      sides.put(key, side);
    }
  }

  /** Returns the same without the paths of ready files, for a bundle, which contains the files. */
  public TextConfig withoutFiles() {
    return new TextConfig(
        withoutFiles(shared),
        withoutFiles(source),
        withoutFiles(target),
        jointSubword,
        cleanSource);
  }

  private static @Nullable SideConfig withoutFiles(@Nullable SideConfig side) {
    if (side == null) {
      return null;
    }
    VocabularyConfig vocabulary = side.vocabulary();
    return new SideConfig(
        side.normalization(),
        side.tokenizer(),
        side.casing(),
        side.subword(),
        null,
        new VocabularyConfig(
            vocabulary.maxSize(), vocabulary.minFrequency(), vocabulary.threshold(), null));
  }

  /**
   * Configuration of one side.
   *
   * @param normalization steps in order
   * @param tokenizer cuts text into tokens
   * @param casing how tokens represent upper and lower case
   * @param subword cuts tokens into pieces; null if the tokens are the pieces
   * @param subwordFile a ready subword model; null to learn one
   * @param vocabulary of pieces
   */
  public record SideConfig(
      @Option(value = "Steps in order, such as [nfc, lowercase].", defaultValue = "[nfc]")
          List<Normalization> normalization,
      @Option(value = "Cuts text into tokens.", defaultValue = "word")
          @Kind(ComponentKind.TOKENIZER)
          ComponentSpec tokenizer,
      @Option(
              value =
                  "How tokens represent case: keep, or mark (lower case with a mark before the"
                      + " token).",
              defaultValue = "keep")
          Casing casing,
      @Option(value = "Cuts tokens into subwords; null: tokens stay whole.", defaultValue = "null")
          @Kind(ComponentKind.SUBWORD)
          @Nullable ComponentSpec subword,
      @Option(
              value = "File of a ready subword model; null to learn one from the training text.",
              defaultValue = "null")
          @Nullable String subwordFile,
      @Option(value = "The pieces a model knows.", defaultValue = "{}")
          VocabularyConfig vocabulary) {

    /** Checks that the steps fit together. */
    public SideConfig {
      normalization = new Normalizer(normalization).steps();
      if (vocabulary.threshold() > 0 && subword == null) {
        throw new IllegalArgumentException(
            "vocabulary.threshold is of pieces of a subword model, and there is none; give"
                + " 'subword', or vocabulary.min-frequency in its place");
      }
    }
  }

  /**
   * Configuration of a vocabulary.
   *
   * @param maxSize greatest number of entries; 0 for no limit
   * @param minFrequency the least number of occurrences of a piece to be in the vocabulary
   * @param threshold the least number of occurrences of a piece to be used in segmentation; 0 for
   *     any
   * @param file a ready vocabulary; null to learn one
   */
  public record VocabularyConfig(
      @Option(value = "Greatest number of entries; 0: no limit.", defaultValue = "0") int maxSize,
      @Option(value = "Least number of occurrences of a piece.", defaultValue = "1")
          int minFrequency,
      @Option(
              value =
                  "Pieces that occur less often than this are cut into smaller ones, down to"
                      + " characters; 0: none are cut.",
              defaultValue = "0")
          int threshold,
      @Option(
              value = "File of a ready vocabulary, one piece a line; null to learn one.",
              defaultValue = "null")
          @Nullable String file) {
    /** Checks the numbers. */
    public VocabularyConfig {
      if (maxSize < 0 || minFrequency < 1) {
        throw new IllegalArgumentException(
            "max-size must be 0 or more and min-frequency 1 or more, got "
                + maxSize
                + " and "
                + minFrequency);
      }
      if (threshold < 0) {
        throw new IllegalArgumentException("threshold must be 0 or more, got " + threshold);
      }
    }

    /**
     * Returns the subword model restricted to the frequent pieces of its vocabulary, if there is a
     * threshold.
     */
    public @Nullable SubwordModel restrict(@Nullable SubwordModel subword, Vocabulary vocabulary) {
      return subword == null || threshold == 0
          ? subword
          : subword.restrictedTo(vocabulary.tokens());
    }
  }
}
