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
   * What is asked for one sentence. Lengths are in tokens, the end mark not counted.
   *
   * @param number the sentence's place in all that is translated, from 0: what a search that draws
   *     seeds by, so that an output does not depend on how sentences are batched
   * @param sourceLength the number of tokens of the source
   * @param minLength the least length of the output, where one of that length is possible
   * @param maxLength the greatest length of the output, the prefix counted; a prefix that is longer
   *     is put out whole
   * @param prefix the tokens that the output begins with
   * @param required phrases, tokens in their order, each of which the output must hold
   * @param banned phrases that the output must not hold
   */
  public record Sentence(
      long number,
      int sourceLength,
      int minLength,
      int maxLength,
      List<Integer> prefix,
      List<List<Integer>> required,
      List<List<Integer>> banned) {

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException where a length is negative or a phrase is empty
     */
    public Sentence {
      if (minLength < 0 || maxLength < 0 || sourceLength < 0) {
        throw new IllegalArgumentException(
            "lengths must be at least 0, got %d (source), %d (least) and %d (greatest)"
                .formatted(sourceLength, minLength, maxLength));
      }
      prefix = List.copyOf(prefix);
      required = phrases(required);
      banned = phrases(banned);
    }

    private static List<List<Integer>> phrases(List<List<Integer>> phrases) {
      if (phrases.stream().anyMatch(List::isEmpty)) {
        throw new IllegalArgumentException("a phrase must have at least one token");
      }
      return phrases.stream().map(List::copyOf).toList();
    }

    /** A sentence of which nothing is asked but a greatest length. */
    public static Sentence of(long number, int sourceLength, int maxLength) {
      return new Sentence(number, sourceLength, 0, maxLength, List.of(), List.of(), List.of());
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
