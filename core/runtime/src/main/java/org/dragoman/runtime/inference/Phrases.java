package org.dragoman.runtime.inference;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.text.TextPipeline;
import org.dragoman.runtime.text.Vocabulary;
import org.dragoman.spi.SearchRequest;

/**
 * From what is asked of a translation as text to what is asked of the search as ids, and whether a
 * text has what was asked.
 *
 * <p>A phrase that must occur is asked for in the pieces that it has on its own. One that must not
 * occur is refused in the pieces that it has on its own and in those that it has in the middle of a
 * line and beside punctuation, where they differ.
 *
 * @param target pipeline of the target
 */
record Phrases(TextPipeline target) {
  private static final Set<UnicodeScript> WITHOUT_SPACES =
      Set.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR);

  /** What stands around a phrase to see its pieces there: before and after. */
  private static final List<List<String>> SURROUNDINGS =
      List.of(
          List.of("a ", " a"),
          List.of("a ", "."),
          List.of("a ", ","),
          List.of("a (", ") a"),
          List.of("\"", "\""));

  /**
   * What the search is asked for.
   *
   * @param request as text
   * @param name what messages call the line
   * @param plain what is asked of any sentence of that length
   * @throws DragomanException of kind DATA where the vocabulary cannot spell what must occur
   */
  SearchRequest.Sentence asked(
      TranslationRequest request, String name, SearchRequest.Sentence plain) {
    List<Integer> prefix =
        SourceReader.isBlank(request.prefix())
            ? List.of()
            : spelled(request.prefix(), "prefix", name);
    List<List<Integer>> required =
        request.required().stream().map(phrase -> spelled(phrase, "phrase", name)).toList();
    Set<List<Integer>> banned = new LinkedHashSet<>();
    request.banned().forEach(phrase -> banned.addAll(spellings(phrase)));
    int needed = prefix.size() + required.stream().mapToInt(List::size).sum();
    int greatest = Math.max(plain.maxLength(), needed);
    return new SearchRequest.Sentence(
        plain.number(),
        plain.sourceLength(),
        plain.minLength(),
        greatest,
        prefix,
        required,
        List.copyOf(banned));
  }

  private List<Integer> spelled(String text, String what, String name) {
    List<Integer> ids = ids(text);
    if (ids.isEmpty() || ids.contains(Vocabulary.UNK)) {
      throw DragomanException.data(
          ("%s: the model cannot write the %s '%s': a part of it is not in the target vocabulary."
                  + " Take another word.")
              .formatted(name, what, text));
    }
    return ids;
  }

  private Set<List<Integer>> spellings(String phrase) {
    Set<List<Integer>> spellings = new LinkedHashSet<>();
    List<Integer> alone = ids(phrase);
    spellings.add(alone);
    for (List<String> around : SURROUNDINGS) {
      List<Integer> within = ids(around.get(0) + phrase.strip() + around.get(1));
      List<Integer> before = ids(around.get(0));
      List<Integer> after = ids(around.get(1));
      int length = within.size() - before.size() - after.size();
      if (length > 0 && before.equals(within.subList(0, before.size()))) {
        List<Integer> inner = within.subList(before.size(), before.size() + length);
        if (sameText(inner, phrase)) {
          spellings.add(inner);
        }
      }
    }
    // What holds an unknown piece is never put out by a model that spells it so.
    spellings.removeIf(ids -> ids.isEmpty() || ids.contains(Vocabulary.UNK));
    return spellings;
  }

  private boolean sameText(List<Integer> ids, String phrase) {
    return target.decode(ids).strip().equals(normalized(phrase));
  }

  private List<Integer> ids(String text) {
    return new ArrayList<>(Arrays.stream(target.encode(text)).boxed().toList());
  }

  private String normalized(String text) {
    return target.segmenter().normalizer().apply(text).strip();
  }

  /** Which of the phrases a text holds, as words of their own. */
  List<String> found(List<String> phrases, String text) {
    return phrases.stream().filter(phrase -> occurs(normalized(phrase), text)).toList();
  }

  private static boolean occurs(String phrase, String text) {
    for (int at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
      int end = at + phrase.length();
      boolean begins = at == 0 || !isOneWord(text.codePointBefore(at), phrase.codePointAt(0));
      boolean ends =
          end == text.length()
              || !isOneWord(phrase.codePointBefore(phrase.length()), text.codePointAt(end));
      if (begins && ends) {
        return true;
      }
    }
    return false;
  }

  /** Whether two neighbouring characters are of one word, as far as spaces tell. */
  private static boolean isOneWord(int left, int right) {
    return Character.isLetterOrDigit(left)
        && Character.isLetterOrDigit(right)
        && !WITHOUT_SPACES.contains(UnicodeScript.of(left))
        && !WITHOUT_SPACES.contains(UnicodeScript.of(right));
  }
}
