package org.dragoman.translate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.inference.WordBounds;
import org.dragoman.runtime.text.TextPipeline;
import org.dragoman.runtime.text.Vocabulary;
import org.dragoman.spi.SearchRequest;

/**
 * Turns the constraints of a translation from text into ids for the search, and checks whether a
 * text fulfils them.
 *
 * <p>A required phrase may occur in two spellings: the pieces that it has on its own, and those
 * that it has in the middle of a line, if they differ. A banned phrase is also refused in the
 * pieces that it has beside punctuation. Phrases only count as separate words, see {@link
 * WordBounds}.
 *
 * @param target pipeline of the target
 * @param bounds of its words
 */
record Phrases(TextPipeline target, WordBounds bounds) {

  /** The texts before and after a phrase in the middle of a line. */
  private static final List<List<String>> MIDDLE = List.of(List.of("a ", " a"));

  /** The texts around a phrase that begins with punctuation. */
  private static final List<List<String>> AFTER_A_WORD =
      List.of(List.of("a ", " a"), List.of("a", " a"));

  /** The texts around a phrase beside punctuation. */
  private static final List<List<String>> PUNCTUATION =
      List.of(List.of("a ", "."), List.of("a ", ","), List.of("a (", ") a"), List.of("\"", "\""));

  /** Creates the phrases of a target. */
  Phrases(TextPipeline target) {
    this(target, new WordBounds(target));
  }

  /**
   * Turns a request into limits and constraints for the search.
   *
   * @param request as text
   * @param name the name of the line in messages
   * @param plain the limits of any sentence of that length
   * @throws DragomanException of kind DATA if the vocabulary cannot spell a prefix or a required
   *     phrase
   */
  SearchRequest.Sentence asked(
      TranslationRequest request, String name, SearchRequest.Sentence plain) {
    checkNoneHoldsAnother(request, name);
    List<Integer> prefix = request.prefix().isEmpty() ? List.of() : prefix(request.prefix(), name);
    List<List<SearchRequest.Phrase>> required =
        request.required().stream().map(phrase -> required(phrase, name)).toList();
    Set<SearchRequest.Phrase> banned = new LinkedHashSet<>();
    request.banned().forEach(phrase -> banned.addAll(banned(phrase)));
    int needed = prefix.size() + required.stream().mapToInt(Phrases::longest).sum();
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

  private static int longest(List<SearchRequest.Phrase> spellings) {
    return spellings.stream().mapToInt(spelling -> spelling.tokens().size()).max().orElseThrow();
  }

  private void checkNoneHoldsAnother(TranslationRequest request, String name) {
    for (String phrase : request.required()) {
      for (String banned : found(request.banned(), normalized(phrase))) {
        throw DragomanException.data(
            "%s: '%s' must occur, and '%s' must not. Take one of them away."
                .formatted(name, phrase, banned));
      }
    }
  }

  private List<Integer> prefix(String text, String name) {
    List<Integer> ids = ids(text);
    if (!canBeSaid(ids)) {
      throw cannotBeSaid(text, "prefix", name);
    }
    return ids;
  }

  private static DragomanException cannotBeSaid(String text, String what, String name) {
    return DragomanException.data(
        ("%s: the model cannot write the %s '%s': a part of it is not in the target vocabulary."
                + " Take another word.")
            .formatted(name, what, text));
  }

  /** Returns whether a model can output ids; unknown pieces cannot be output. */
  private static boolean canBeSaid(List<Integer> ids) {
    return !ids.isEmpty() && !ids.contains(Vocabulary.UNK);
  }

  private List<SearchRequest.Phrase> required(String phrase, String name) {
    boolean word = Character.isLetterOrDigit(phrase.strip().codePointAt(0));
    Set<List<Integer>> spellings = spellings(phrase, word ? MIDDLE : AFTER_A_WORD);
    if (spellings.isEmpty()) {
      throw cannotBeSaid(phrase, "phrase", name);
    }
    boolean several = spellings.size() > 1;
    return spellings.stream()
        .map(
            ids ->
                new SearchRequest.Phrase(
                    ids,
                    several ? bounds.notAfterOrBySpace(ids) : bounds.notAfter(ids),
                    bounds.notBefore(ids)))
        .toList();
  }

  private List<SearchRequest.Phrase> banned(String phrase) {
    List<List<String>> around = new ArrayList<>(AFTER_A_WORD);
    around.addAll(PUNCTUATION);
    return spellings(phrase, around).stream()
        .map(ids -> new SearchRequest.Phrase(ids, bounds.notAfter(ids), bounds.notBefore(ids)))
        .toList();
  }

  /** Returns the ids of a phrase on its own and in surroundings. */
  private Set<List<Integer>> spellings(String phrase, List<List<String>> surroundings) {
    Set<List<Integer>> spellings = new LinkedHashSet<>();
    spellings.add(ids(phrase));
    List<List<String>> all = new ArrayList<>(surroundings);
    if (WordBounds.isOfScriptWithoutSpaces(phrase)) {
      bounds.neighbours().forEach(neighbour -> all.add(List.of(neighbour, neighbour)));
    }
    for (List<String> around : all) {
      List<Integer> within = ids(around.get(0) + phrase.strip() + around.get(1));
      int from = ids(around.get(0)).size();
      // Takes the first pieces that make up the phrase. They are not counted from the end of the
      // line, because the text there may have other pieces than on its own.
      for (int to = from + 1; to <= within.size(); to++) {
        List<Integer> inner = within.subList(from, to);
        if (sameText(inner, phrase)) {
          spellings.add(List.copyOf(inner));
          break;
        }
      }
    }
    spellings.removeIf(ids -> !canBeSaid(ids));
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

  /** Returns the phrases that a text contains as separate words. */
  List<String> found(List<String> phrases, String text) {
    return phrases.stream().filter(phrase -> occurs(normalized(phrase), text)).toList();
  }

  private static boolean occurs(String phrase, String text) {
    for (int at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
      int end = at + phrase.length();
      boolean begins =
          at == 0 || !WordBounds.isOneWord(text.codePointBefore(at), phrase.codePointAt(0));
      boolean ends =
          end == text.length()
              || !WordBounds.isOneWord(
                  phrase.codePointBefore(phrase.length()), text.codePointAt(end));
      if (begins && ends) {
        return true;
      }
    }
    return false;
  }
}
