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
 * Which pieces of a target a phrase does not stand beside as words of their own. They are found by
 * decoding them side by side with the phrase, so nothing is known here of how pieces are spelled:
 * after {@code Nachbar@@} the word {@code Haus} would not be one of its own, nor would it before
 * {@code tür} in a model whose pieces mark beginnings of words.
 *
 * <p>Words of scripts without spaces are words of their own everywhere.
 *
 * <p>The vocabulary is gone through once for each of the few kinds of phrases that there are, when
 * the first of the kind comes. May be used from several threads at once.
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

  /** What is asked of the vocabulary. */
  private enum Question {
    /** After which pieces a phrase would go on with a word. */
    JOINED_BEFORE,
    /** Before which pieces a word would go on after the phrase. */
    JOINED_AFTER,
    /** After which pieces a space would stand before the phrase. */
    SPACE_BEFORE
  }

  /**
   * Phrases that stand beside all pieces alike.
   *
   * @param spaced whether there is a space between the phrase and a plain word
   * @param silent whether the outermost piece is no text by itself, as a mark of case
   */
  private record Kind(Question question, boolean spaced, boolean silent) {}

  private final TextPipeline target;
  private final Map<Kind, Set<Integer>> answers = new ConcurrentHashMap<>();
  private volatile @Nullable List<String> neighbours;
  private volatile int plain = -1;

  public WordBounds(TextPipeline target) {
    this.target = target;
  }

  /** The pieces after which a phrase would not begin with a word. */
  public Set<Integer> notAfter(List<Integer> phrase) {
    String text = text(phrase);
    return isOfSpacedWord(text, 0) ? answer(Question.JOINED_BEFORE, phrase) : Set.of();
  }

  /**
   * The same; in a script without spaces those after which a space would stand. For phrases that
   * have other spellings for such places.
   */
  public Set<Integer> notAfterOrBySpace(List<Integer> phrase) {
    String text = text(phrase);
    return !text.isEmpty() && isWithoutSpaces(text.codePointAt(0))
        ? answer(Question.SPACE_BEFORE, phrase)
        : notAfter(phrase);
  }

  /** The pieces before which a phrase would not end with a word. */
  public Set<Integer> notBefore(List<Integer> phrase) {
    String text = text(phrase);
    return !text.isEmpty() && isOfSpacedWord(text, text.offsetByCodePoints(text.length(), -1))
        ? answer(Question.JOINED_AFTER, phrase)
        : Set.of();
  }

  /** Frequent pieces, as text, of scripts without spaces: what a phrase of one stands between. */
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

  /** A piece that is a word by itself; the unknown one where none is. */
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

  /** Whether two neighbouring characters are of one word, as far as spaces tell. */
  public static boolean isOneWord(int left, int right) {
    return Character.isLetterOrDigit(left)
        && Character.isLetterOrDigit(right)
        && !isWithoutSpaces(left)
        && !isWithoutSpaces(right);
  }

  /** Whether a text begins or ends with a character of a script without spaces. */
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
