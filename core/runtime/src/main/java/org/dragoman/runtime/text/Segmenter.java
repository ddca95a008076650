package org.dragoman.runtime.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.dragoman.runtime.DragomanException;
import org.dragoman.spi.SubwordModel;
import org.dragoman.spi.Tokenizer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts raw text into the pieces of a vocabulary, and joins pieces to text. It may be used from
 * several threads at once.
 *
 * @param normalizer normalises the text first
 * @param tokenizer cuts the normalised text into tokens
 * @param subword cuts tokens into pieces; null if the tokens are the pieces
 */
public record Segmenter(
    Normalizer normalizer, Tokenizer tokenizer, @Nullable SubwordModel subword) {
  private static final int QUOTED = 80;
  private static final Pattern SPACES = Pattern.compile("\\s+");

  /** Returns a segmenter that cleans the text first, or does not. */
  public Segmenter cleaning(boolean clean) {
    return new Segmenter(normalizer.cleaning(clean), tokenizer, subword);
  }

  /**
   * Returns the normalised tokens of a text, from which a subword model is learned.
   *
   * @throws DragomanException if the tokenizer refuses the text; the message quotes its beginning
   */
  public List<String> tokens(String text) {
    return cut(text, tokens -> tokens);
  }

  private List<String> cut(String text, UnaryOperator<List<String>> further) {
    String normalized = normalizer.apply(text);
    try {
      return further.apply(tokenizer.encode(normalized));
    } catch (IllegalArgumentException e) {
      String beginning =
          text.length() <= QUOTED
              ? text
              : text.substring(0, text.offsetByCodePoints(0, QUOTED / 2)) + "...";
      throw DragomanException.data(
          "The text '%s' cannot be cut to tokens: %s.".formatted(beginning, e.getMessage()), e);
    }
  }

  /**
   * The pieces of a text.
   *
   * @throws DragomanException as {@link #tokens}, or if the subword model refuses a token
   */
  public List<String> pieces(String text) {
    return subword == null ? tokens(text) : cut(text, subword::encode);
  }

  /**
   * Returns pieces of a text, drawn by the subword model as in training.
   *
   * @param random the source of randomness; the same numbers give the same pieces
   */
  public List<String> sample(String text, RandomGenerator random) {
    return subword == null ? tokens(text) : cut(text, tokens -> subword.sample(tokens, random));
  }

  /** Returns whether {@link #sample} may differ from {@link #pieces}. */
  public boolean isRandom() {
    return subword != null && subword.isRandom();
  }

  /**
   * A word of a text.
   *
   * @param text as written in the text, without the tokenizer's marks and the spaces around it
   * @param pieces the number of pieces that it was cut into
   */
  public record Word(String text, int pieces) {}

  /**
   * Returns the tokens of a text as they are written. A case mark counts to the token after it. The
   * pieces of all tokens, one after the other, are those of {@link #pieces}.
   */
  public List<Word> words(String text) {
    List<Word> words = new ArrayList<>();
    List<String> together = new ArrayList<>();
    for (String token : tokens(text)) {
      together.add(token);
      if (!CaseMarks.isMark(token)) {
        words.add(word(together));
        together.clear();
      }
    }
    if (!together.isEmpty()) {
      words.add(word(together));
    }
    return words;
  }

  private Word word(List<String> tokens) {
    int count = subword == null ? tokens.size() : subword.encode(List.copyOf(tokens)).size();
    return new Word(tokenizer.decode(List.copyOf(tokens)).strip(), count);
  }

  /**
   * Returns for each token of a text the index, from 0, of the word between spaces in which it
   * begins. A token without text, such as a case mark, belongs to the word after it. Words are
   * those of the original text, even if cleaning divides or removes some.
   */
  public int[] spacedWords(String text) {
    int[] words = wordsOfTokens(text);
    if (normalizer.cleans()) {
      int[] given = givenWords(text);
      for (int i = 0; i < words.length; i++) {
        words[i] = given[Math.min(words[i], given.length - 1)];
      }
    }
    return words;
  }

  /** Returns for each word of the cleaned text the index of its word in the original text. */
  private static int[] givenWords(String text) {
    String[] given = SPACES.split(text.strip());
    return IntStream.range(0, given.length)
        .flatMap(
            word -> {
              String clean = Cleaner.clean(given[word]);
              int count = clean.isEmpty() ? 0 : SPACES.split(clean).length;
              return IntStream.generate(() -> word).limit(count);
            })
        .toArray();
  }

  private int[] wordsOfTokens(String text) {
    String normalized = normalizer.apply(text);
    List<String> tokens = tokens(text);
    int[] words = new int[tokens.size()];
    int at = 0;
    for (int i = 0; i < words.length; i++) {
      String written = tokenizer.decode(List.of(tokens.get(i))).strip();
      int found = normalized.indexOf(written, at);
      int begin = found < 0 || written.isEmpty() ? pastSpaces(normalized, at) : found;
      words[i] = normalized.substring(0, begin).strip().isEmpty() ? 0 : wordAt(normalized, begin);
      at = found < 0 ? begin : begin + written.length();
    }
    return words;
  }

  private static int pastSpaces(String text, int at) {
    int begin = at;
    while (begin < text.length() && Character.isWhitespace(text.charAt(begin))) {
      begin++;
    }
    return begin;
  }

  /** Returns the index of the word at a place. */
  private static int wordAt(String text, int place) {
    int words = SPACES.split(text.substring(0, place).strip()).length;
    return Character.isWhitespace(text.charAt(place - 1)) ? words : words - 1;
  }

  /**
   * Returns where tokens end: for each piece the index after the last piece of its token. Accepts
   * any pieces. If the tokens are the pieces, this is the index after the piece.
   */
  public int[] tokenEnds(List<String> pieces) {
    int[] ends = new int[pieces.size()];
    int end = pieces.size();
    for (int i = pieces.size() - 1; i >= 0; i--) {
      ends[i] = end;
      if (i > 0 && tokenCount(pieces.subList(0, i + 1)) > tokenCount(pieces.subList(0, i))) {
        end = i;
      }
    }
    return ends;
  }

  private int tokenCount(List<String> pieces) {
    return subword == null ? pieces.size() : subword.decode(pieces).size();
  }

  /** Returns whether a piece is a case mark. */
  public boolean isCaseMark(String piece) {
    return caseOf(piece).isPresent();
  }

  /** Shows the effect of a case mark by an example; empty for any other piece. */
  Optional<String> caseOf(String piece) {
    List<String> tokens = subword == null ? List.of(piece) : subword.decode(List.of(piece));
    return tokenizer instanceof CaseMarks && tokens.size() == 1
        ? CaseMarks.example(tokens.get(0))
        : Optional.empty();
  }

  /** Returns for each piece of a text what a reader sees of it. */
  public List<ShownPiece> shown(List<String> pieces) {
    return ShownPiece.of(pieces, this);
  }

  /**
   * Joins any pieces to a text. The pieces from {@link #pieces} give exactly the normalised text.
   */
  public String text(List<String> pieces) {
    return tokenizer.decode(subword == null ? pieces : subword.decode(pieces));
  }
}
