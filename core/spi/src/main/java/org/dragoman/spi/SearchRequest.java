package org.dragoman.spi;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The input of a search: for each sentence of a batch its length limits and constraints, and the
 * number of hypotheses to return.
 *
 * @param sentences the limits and constraints of each sentence of the batch
 * @param nBest the number of hypotheses to return for each sentence
 * @param startToken the id that every output begins with ({@code <s>}); never part of a hypothesis
 * @param endToken the id that ends an output ({@code </s>}); never part of a hypothesis
 * @param forbidden ids that no output may contain (padding, the start mark)
 */
public record SearchRequest(
    List<Sentence> sentences, int nBest, int startToken, int endToken, List<Integer> forbidden) {

  /** Copies the lists. */
  public SearchRequest {
    sentences = List.copyOf(sentences);
    forbidden = List.copyOf(forbidden);
    if (nBest < 1) {
      throw new IllegalArgumentException("nBest must be at least 1, got " + nBest);
    }
  }

  /**
   * Creates a request without constraints: each sentence has a greatest length only. The sentences
   * are numbered from 0.
   */
  public static SearchRequest of(
      List<Integer> maxLengths, int nBest, int startToken, int endToken, List<Integer> forbidden) {
    List<Sentence> sentences =
        IntStream.range(0, maxLengths.size())
            .mapToObj(i -> Sentence.of(i, 0, maxLengths.get(i)))
            .toList();
    return new SearchRequest(sentences, nBest, startToken, endToken, forbidden);
  }

  /**
   * One spelling of a phrase, as tokens, with the neighbours beside which it is part of a longer
   * word.
   *
   * <p>For example {@code ▁Haus} with {@code tür} in {@code notBefore} does not occur in {@code
   * ▁Haus tür}, and {@code haus} with {@code Nachbar@@} in {@code notAfter} does not occur in
   * {@code Nachbar@@ haus}. The phrase occurs where its tokens follow each other, the token before
   * them is not in {@code notAfter}, and the token after them is not in {@code notBefore}. It may
   * also stand at the start or the end of the output.
   *
   * @param tokens in their order, at least one
   * @param notAfter ids that must not stand right before the phrase, such as pieces that a word
   *     continues after
   * @param notBefore ids that must not stand right after the phrase, such as pieces that continue a
   *     word
   */
  public record Phrase(List<Integer> tokens, Set<Integer> notAfter, Set<Integer> notBefore) {

    /**
     * Copies the lists and sets.
     *
     * @throws IllegalArgumentException where there is no token
     */
    public Phrase {
      tokens = List.copyOf(tokens);
      notAfter = Set.copyOf(notAfter);
      notBefore = Set.copyOf(notBefore);
      if (tokens.isEmpty()) {
        throw new IllegalArgumentException("a phrase must have at least one token");
      }
    }

    /** Creates a phrase that occurs wherever its tokens follow each other. */
    public static Phrase of(List<Integer> tokens) {
      return new Phrase(tokens, Set.of(), Set.of());
    }

    /** Returns whether the phrase occurs in an output. */
    public boolean occursIn(List<Integer> output) {
      for (int from = 0; from + tokens.size() <= output.size(); from++) {
        int to = from + tokens.size();
        if (output.subList(from, to).equals(tokens)
            && (from == 0 || !notAfter.contains(output.get(from - 1)))
            && (to == output.size() || !notBefore.contains(output.get(to)))) {
          return true;
        }
      }
      return false;
    }
  }

  /**
   * The limits and constraints of one sentence. Lengths are in tokens without the end mark.
   *
   * @param number the index of the sentence among all that are translated, from 0. A search that
   *     samples derives its seed from it, so that an output does not depend on how sentences are
   *     batched
   * @param sourceLength the number of tokens of the source
   * @param minLength the least length of the output; a shorter one is returned only if none of this
   *     length is possible
   * @param maxLength the greatest length of the output, including the prefix; a longer prefix is
   *     still returned whole
   * @param prefix the tokens that the output begins with
   * @param required phrases that the output must contain, each as the list of its spellings; one
   *     spelling of each must occur
   * @param banned phrases that the output must not contain. A search may refuse the last token of
   *     such a phrase at once, although a token of {@code notBefore} might have followed it
   */
  public record Sentence(
      long number,
      int sourceLength,
      int minLength,
      int maxLength,
      List<Integer> prefix,
      List<List<Phrase>> required,
      List<Phrase> banned) {

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException where a length is negative or a phrase has no spelling
     */
    public Sentence {
      if (minLength < 0 || maxLength < 0 || sourceLength < 0) {
        throw new IllegalArgumentException(
            "lengths must be at least 0, got %d (source), %d (least) and %d (greatest)"
                .formatted(sourceLength, minLength, maxLength));
      }
      prefix = List.copyOf(prefix);
      required = required.stream().map(List::copyOf).toList();
      banned = List.copyOf(banned);
      if (required.stream().anyMatch(List::isEmpty)) {
        throw new IllegalArgumentException("a phrase must have at least one spelling");
      }
    }

    /** Creates a sentence with a greatest length and no constraints. */
    public static Sentence of(long number, int sourceLength, int maxLength) {
      return new Sentence(number, sourceLength, 0, maxLength, List.of(), List.of(), List.of());
    }

    /**
     * Creates a sentence whose phrases have one spelling each and occur wherever their tokens
     * follow each other.
     */
    public static Sentence of(
        long number,
        int sourceLength,
        int minLength,
        int maxLength,
        List<Integer> prefix,
        List<List<Integer>> required,
        List<List<Integer>> banned) {
      return new Sentence(
          number,
          sourceLength,
          minLength,
          maxLength,
          prefix,
          required.stream().map(tokens -> List.of(Phrase.of(tokens))).toList(),
          banned.stream().map(Phrase::of).toList());
    }

    /** Returns the features that a search must support for these constraints. */
    public Set<SearchFeature> features() {
      Set<SearchFeature> needed = EnumSet.noneOf(SearchFeature.class);
      if (minLength > 0) {
        needed.add(SearchFeature.MIN_LENGTH);
      }
      if (!prefix.isEmpty()) {
        needed.add(SearchFeature.PREFIX);
      }
      if (!required.isEmpty()) {
        needed.add(SearchFeature.REQUIRED);
      }
      if (!banned.isEmpty()) {
        needed.add(SearchFeature.BANNED);
      }
      return needed;
    }
  }
}
