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
 * Cuts raw text to the pieces that a vocabulary is made of, and puts text together from pieces. May
 * be used from several threads at once.
 *
 * @param normalizer makes spellings one, first
 * @param tokenizer cuts the normalised text to tokens
 * @param subword cuts tokens to pieces; null where tokens are the pieces
 */
public record Segmenter(
    Normalizer normalizer, Tokenizer tokenizer, @Nullable SubwordModel subword) {
  private static final int QUOTED = 80;
  private static final Pattern SPACES = Pattern.compile("\\s+");

  /** The same, which cleans the text first, or does not. */
  public Segmenter cleaning(boolean clean) {
    return new Segmenter(normalizer.cleaning(clean), tokenizer, subword);
  }

  /**
   * The normalised tokens of a text: what a subword model is learned from.
   *
   * @throws DragomanException where the tokenizer does not take it; the message quotes its
   *     beginning
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
   * @throws DragomanException as {@link #tokens}, or where the subword model does not take a token
   */
  public List<String> pieces(String text) {
    return subword == null ? tokens(text) : cut(text, subword::encode);
  }

  /**
   * Pieces of a text as the subword model draws them in training.
   *
   * @param random what is drawn from; the same numbers give the same pieces
   */
  public List<String> sample(String text, RandomGenerator random) {
    return subword == null ? tokens(text) : cut(text, tokens -> subword.sample(tokens, random));
  }

  /** Whether {@link #sample} may give anything else than {@link #pieces}. */
  public boolean isRandom() {
    return subword != null && subword.isRandom();
  }

  /**
   * A word of a text.
   *
   * @param text as it is written, without the tokenizer's marks and the spaces around it
   * @param pieces how many it was cut to
   */
  public record Word(String text, int pieces) {}

  /**
   * The tokens of a text as they are written, a mark of case together with the token that it is
   * for. Their pieces, one after the other, are those of {@link #pieces}.
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
   * Which word, as spaces divide them, each token of a text begins in, counted from 0. A token that
   * is no text by itself, as a mark of case, belongs to the word after it. Words are those of the
   * text as it is given, also where cleaning makes two of one or none.
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

  /** For each word of the cleaned text the word of the text as it is given. */
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

  /** The number of the word that a place is in. */
  private static int wordAt(String text, int place) {
    int words = SPACES.split(text.substring(0, place).strip()).length;
    return Character.isWhitespace(text.charAt(place - 1)) ? words : words - 1;
  }

  /**
   * Where tokens end in any pieces: for each piece the place after the last of its token. Where
   * tokens are the pieces, the place after it.
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

  /** Whether a piece says the case of the token after it. */
  public boolean isCaseMark(String piece) {
    return caseOf(piece).isPresent();
  }

  /** What a piece says of the case of the token after it, by example; empty of any other piece. */
  Optional<String> caseOf(String piece) {
    List<String> tokens = subword == null ? List.of(piece) : subword.decode(List.of(piece));
    return tokenizer instanceof CaseMarks && tokens.size() == 1
        ? CaseMarks.example(tokens.get(0))
        : Optional.empty();
  }

  /** The pieces of one text as a reader of it sees them, one for each. */
  public List<ShownPiece> shown(List<String> pieces) {
    return ShownPiece.of(pieces, this);
  }

  /** The text of any pieces; of those of {@link #pieces} exactly the normalised text. */
  public String text(List<String> pieces) {
    return tokenizer.decode(subword == null ? pieces : subword.decode(pieces));
  }
}
