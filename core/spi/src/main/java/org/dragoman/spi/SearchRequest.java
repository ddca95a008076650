package org.dragoman.spi;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a search is asked for.
 *
 * @param sentences what is asked for each sentence of the batch
 * @param nBest the number of hypotheses wanted for each sentence
 * @param startToken the id that every output begins with ({@code <s>}); never part of a hypothesis
 * @param endToken the id that ends an output ({@code </s>}); never part of a hypothesis
 * @param forbidden ids that no output may hold (padding, the start mark)
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

  /** A request that asks for nothing but greatest lengths, of sentences that begin at number 0. */
  public static SearchRequest of(
      List<Integer> maxLengths, int nBest, int startToken, int endToken, List<Integer> forbidden) {
    List<Sentence> sentences =
        IntStream.range(0, maxLengths.size())
            .mapToObj(i -> Sentence.of(i, 0, maxLengths.get(i)))
            .toList();
    return new SearchRequest(sentences, nBest, startToken, endToken, forbidden);
  }

  /**
   * A phrase in one spelling, and where it does not count.
   *
   * <p>It occurs where its tokens stand in their order, the token before them is not one of {@code
   * notAfter}, and the one after them is not one of {@code notBefore}. Start and end of the output
   * are never in the way. So {@code Haus} need not be what is in {@code Nachbar@@ haus} or {@code
   * ▁Haus tür}.
   *
   * @param tokens in their order, at least one
   * @param notAfter ids that the phrase does not begin after, such as pieces that a word goes on
   *     after
   * @param notBefore ids that the phrase does not end before, such as pieces that go on with a word
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

    /** A phrase that counts wherever its tokens are. */
    public static Phrase of(List<Integer> tokens) {
      return new Phrase(tokens, Set.of(), Set.of());
    }

    /** Whether it occurs in an output. */
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
   * What is asked for one sentence. Lengths are in tokens, the end mark not counted.
   *
   * @param number the sentence's place in all that is translated, from 0: what a search that draws
   *     seeds by, so that an output does not depend on how sentences are batched
   * @param sourceLength the number of tokens of the source
   * @param minLength the least length of the output, where one of that length is possible
   * @param maxLength the greatest length of the output, the prefix counted; a prefix that is longer
   *     is put out whole
   * @param prefix the tokens that the output begins with
   * @param required what the output must hold: of each list, the spellings of a phrase, one
   * @param banned phrases that the output must not hold; a search may also refuse one that only
   *     what comes after it would make no occurrence
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

    /** A sentence of which nothing is asked but a greatest length. */
    public static Sentence of(long number, int sourceLength, int maxLength) {
      return new Sentence(number, sourceLength, 0, maxLength, List.of(), List.of(), List.of());
    }

    /** A sentence whose phrases have one spelling each and count wherever their tokens are. */
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

    /** The features that a search needs to keep what is asked. */
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
