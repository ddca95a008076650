package org.dragoman.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How BLEU divides a line into the tokens that it counts. */
public enum BleuTokenizer {
  /** {@code mteval-v13a} of NIST, the tokenizer of WMT: for raw text of western languages. */
  V13A("13a") {
    @Override
    public List<String> tokens(String line) {
      return Mteval13a.tokens(line);
    }
  },

  /**
   * {@code mteval-v14}: at punctuation and symbols of Unicode, for text of any script with spaces.
   */
  INTL("intl") {
    @Override
    public List<String> tokens(String line) {
      return International.tokens(line);
    }
  },

  /** Chinese: every ideograph a token, the rest by the rules of {@code 13a}. */
  ZH("zh") {
    @Override
    public List<String> tokens(String line) {
      return Chinese.tokens(line);
    }
  },

  /** Every character except white space is a token. */
  CHAR("char") {
    @Override
    public List<String> tokens(String line) {
      return line.codePoints()
          .filter(codePoint -> !PythonText.isSpace(codePoint))
          .mapToObj(Character::toString)
          .toList();
    }
  },

  /** Japanese, the words of Lucene's Kuromoji. Ours: sacreBLEU's {@code ja-mecab} differs. */
  JA("ja") {
    @Override
    public List<String> tokens(String line) {
      return Morphemes.JAPANESE.tokens(line);
    }

    @Override
    public String signature() {
      return Morphemes.JAPANESE.signature();
    }
  },

  /** Korean, the morphemes of Lucene's Nori. Ours: sacreBLEU's {@code ko-mecab} differs. */
  KO("ko") {
    @Override
    public List<String> tokens(String line) {
      return Morphemes.KOREAN.tokens(line);
    }

    @Override
    public String signature() {
      return Morphemes.KOREAN.signature();
    }
  },

  /**
   * At white space only: for text that is tokenized already. Such scores are not comparable with
   * others.
   */
  NONE("none") {
    @Override
    public List<String> tokens(String line) {
      return PythonText.split(line);
    }
  };

  private final String label;

  BleuTokenizer(String label) {
    this.label = label;
  }

  /** The name on the command line, sacreBLEU's. */
  public String label() {
    return label;
  }

  /**
   * Returns the name in signatures: the label, or for tokenizers that sacreBLEU lacks a name of our
   * own.
   */
  public String signature() {
    return label;
  }

  /** The tokens of a line, none of them empty. */
  public abstract List<String> tokens(String line);

  /**
   * Returns the tokenizer with a name.
   *
   * @throws IllegalArgumentException if there is none; the message lists all names
   */
  public static BleuTokenizer of(String label) {
    return Arrays.stream(values())
        .filter(tokenizer -> tokenizer.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Unknown BLEU tokenizer '%s'. Known: %s"
                        .formatted(
                            label,
                            Arrays.stream(values())
                                .map(BleuTokenizer::label)
                                .collect(Collectors.joining(", ")))));
  }

  @Override
  public String toString() {
    return label;
  }
}
