package org.dragoman.runtime.inference;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dragoman.runtime.text.TextPipeline;
import org.dragoman.runtime.text.Vocabulary;
import org.jspecify.annotations.Nullable;

/**
 * Finds the pieces beside which a phrase is not a separate word. For example {@code Haus} is part
 * of a longer word after {@code Nachbar@@}, and before {@code tür} in a model whose pieces mark
 * beginnings of words. The pieces are found by decoding them side by side with the phrase, so this
 * works for any way of spelling pieces.
 *
 * <p>In scripts without spaces words are separate everywhere.
 *
 * <p>There are a few kinds of phrases; the first phrase of a kind makes a pass over the vocabulary.
 * It may be used from several threads at once.
 */
public final class WordBounds {
  private static final int NEIGHBOURS = 5;
  private static final Set<UnicodeScript> WITHOUT_SPACES =
      Set.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR);

  /** The questions to each piece of the vocabulary. */
  private enum Question {
    /** Would the phrase after this piece continue a word? */
    JOINED_BEFORE,
    /** Would this piece after the phrase continue a word? */
    JOINED_AFTER,
    /** Would there be a space between this piece and a phrase after it? */
    SPACE_BEFORE
  }

  /**
   * A kind of phrases, for which the answers are the same.
   *
   * @param spaced whether there is a space between the phrase and a plain word
   * @param silent whether the outermost piece has no text of its own, such as a case mark
   */
  private record Kind(Question question, boolean spaced, boolean silent) {}

  private final TextPipeline target;
  private final Map<Kind, Set<Integer>> answers = new ConcurrentHashMap<>();
  private volatile @Nullable List<String> neighbours;
  private volatile int plain = -1;

  public WordBounds(TextPipeline target) {
    this.target = target;
  }

  /** Returns the pieces after which the phrase would not begin with a separate word. */
  public Set<Integer> notAfter(List<Integer> phrase) {
    String text = text(phrase);
    return isOfSpacedWord(text, 0) ? answer(Question.JOINED_BEFORE, phrase) : Set.of();
  }

  /**
   * Returns the same, but in a script without spaces the pieces after which there would be a space.
   * For phrases that have other spellings for such places.
   */
  public Set<Integer> notAfterOrBySpace(List<Integer> phrase) {
    String text = text(phrase);
    return !text.isEmpty() && isWithoutSpaces(text.codePointAt(0))
        ? answer(Question.SPACE_BEFORE, phrase)
        : notAfter(phrase);
  }

  /** Returns the pieces before which the phrase would not end with a separate word. */
  public Set<Integer> notBefore(List<Integer> phrase) {
    String text = text(phrase);
    return !text.isEmpty() && isOfSpacedWord(text, text.offsetByCodePoints(text.length(), -1))
        ? answer(Question.JOINED_AFTER, phrase)
        : Set.of();
  }

  /**
   * Returns frequent pieces, as text, of scripts without spaces, to put around a phrase of such a
   * script.
   */
  public List<String> neighbours() {
    List<String> found = neighbours;
    if (found == null) {
      found =
          pieces()
              .mapToObj(id -> text(List.of(id)))
              .filter(text -> !text.isEmpty())
              .filter(text -> text.codePoints().allMatch(WordBounds::isWithoutSpaces))
              .distinct()
              .limit(NEIGHBOURS)
              .toList();
      neighbours = found;
    }
    return found;
  }

  private Set<Integer> answer(Question question, List<Integer> phrase) {
    String text = text(phrase);
    boolean before = question != Question.JOINED_AFTER;
    int outermost = phrase.get(before ? 0 : phrase.size() - 1);
    Kind kind =
        new Kind(
            question,
            before ? isSpaceBefore(plain(), phrase, text) : isSpaceAfter(plain(), phrase, text),
            isSilent(outermost));
    return answers.computeIfAbsent(
        kind,
        unused ->
            select(
                switch (question) {
                  case JOINED_BEFORE -> piece -> isJoinedBefore(piece, phrase, text);
                  case JOINED_AFTER -> piece -> isJoinedAfter(piece, phrase, text);
                  case SPACE_BEFORE -> piece -> isSpaceBefore(piece, phrase, text);
                }));
  }

  private Set<Integer> select(Predicate<Integer> wanted) {
    return Set.copyOf(pieces().boxed().filter(wanted).collect(Collectors.toSet()));
  }

  /** All pieces but the special ones. */
  private IntStream pieces() {
    return IntStream.range(Vocabulary.SPECIALS.size(), target.vocabulary().size());
  }

  private boolean isSilent(int piece) {
    return text(List.of(piece)).codePoints().noneMatch(Character::isLetterOrDigit);
  }

  private boolean isJoinedBefore(int piece, List<Integer> phrase, String text) {
    String both = both(List.of(piece), phrase);
    int at = both.length() - text.length();
    return !both.endsWith(text)
        || (at > 0 && isOneWord(both.codePointBefore(at), text.codePointAt(0)));
  }

  private boolean isJoinedAfter(int piece, List<Integer> phrase, String text) {
    String both = both(phrase, List.of(piece));
    int end = text.length();
    return !both.startsWith(text)
        || (end < both.length() && isOneWord(text.codePointBefore(end), both.codePointAt(end)));
  }

  private boolean isSpaceBefore(int piece, List<Integer> phrase, String text) {
    String both = both(List.of(piece), phrase);
    int at = both.length() - text.length();
    return both.endsWith(text) && at > 0 && Character.isWhitespace(both.codePointBefore(at));
  }

  private boolean isSpaceAfter(int piece, List<Integer> phrase, String text) {
    String both = both(phrase, List.of(piece));
    return both.startsWith(text)
        && both.length() > text.length()
        && Character.isWhitespace(both.codePointAt(text.length()));
  }

  /** Returns a piece that is a word by itself; the unknown piece if there is none. */
  private int plain() {
    int found = plain;
    if (found < 0) {
      found = pieces().filter(this::isPlain).findFirst().orElse(Vocabulary.UNK);
      plain = found;
    }
    return found;
  }

  private boolean isPlain(int piece) {
    String text = text(List.of(piece));
    return !text.isEmpty()
        && text.codePoints().allMatch(Character::isLetter)
        && both(List.of(piece), List.of(piece)).equals(text + ' ' + text);
  }

  private String both(List<Integer> first, List<Integer> second) {
    List<Integer> both = new ArrayList<>(first);
    both.addAll(second);
    return text(both);
  }

  private String text(List<Integer> ids) {
    return target.decode(ids).strip();
  }

  private static boolean isOfSpacedWord(String text, int at) {
    return at < text.length() && isOneWord(text.codePointAt(at), text.codePointAt(at));
  }

  /** Returns whether two neighbouring characters belong to one word, judged by spaces. */
  public static boolean isOneWord(int left, int right) {
    return Character.isLetterOrDigit(left)
        && Character.isLetterOrDigit(right)
        && !isWithoutSpaces(left)
        && !isWithoutSpaces(right);
  }

  /** Returns whether a text begins or ends with a character of a script without spaces. */
  public static boolean isOfScriptWithoutSpaces(String text) {
    String stripped = text.strip();
    return !stripped.isEmpty()
        && (isWithoutSpaces(stripped.codePointAt(0))
            || isWithoutSpaces(stripped.codePointBefore(stripped.length())));
  }

  private static boolean isWithoutSpaces(int character) {
    return WITHOUT_SPACES.contains(UnicodeScript.of(character));
  }
}
