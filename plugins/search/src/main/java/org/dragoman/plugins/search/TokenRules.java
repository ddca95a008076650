package org.dragoman.plugins.search;

import java.util.BitSet;
import java.util.List;
import org.dragoman.spi.SearchRequest;

/**
 * Says which tokens may follow, by the constraints of the sentence and by rules against repetition.
 * If rules contradict each other, the prefix wins. A banned phrase is refused at its last token,
 * without waiting for {@code notBefore}: a search cannot go back.
 */
final class TokenRules {
  private final SearchRequest.Sentence asked;
  private final int endToken;
  private final int maxLength;
  private final int noRepeatNgram;
  private final boolean penalizesRepetition;
  private final boolean silent;

  /**
   * Creates the rules of a sentence.
   *
   * @param noRepeatNgram the length of token sequences that may not occur twice; 0 for no such rule
   * @param penalizesRepetition whether {@link #next} lists the tokens that the output already
   *     contains
   */
  TokenRules(
      SearchRequest.Sentence asked, int endToken, int noRepeatNgram, boolean penalizesRepetition) {
    this.asked = asked;
    this.endToken = endToken;
    this.noRepeatNgram = noRepeatNgram;
    this.penalizesRepetition = penalizesRepetition;
    maxLength = Math.max(asked.maxLength(), asked.prefix().size());
    silent =
        !penalizesRepetition
            && noRepeatNgram == 0
            && asked.minLength() == 0
            && asked.prefix().isEmpty()
            && asked.banned().isEmpty();
  }

  /** Creates the rules of a sentence, without rules against repetition. */
  TokenRules(SearchRequest.Sentence asked, int endToken) {
    this(asked, endToken, 0, false);
  }

  /** The greatest length of an output. */
  int maxLength() {
    return maxLength;
  }

  /** Returns whether the next token is given by the prefix of the request. */
  boolean isForced(Prefix prefix) {
    return prefix.length() < asked.prefix().size();
  }

  /** Returns which tokens may follow. */
  NextToken next(Prefix prefix) {
    if (silent) {
      return NextToken.FREE;
    }
    if (isForced(prefix)) {
      return NextToken.only(asked.prefix().get(prefix.length()));
    }
    List<Integer> tokens = prefix.tokens();
    BitSet excluded = new BitSet();
    if (tokens.size() < Math.min(asked.minLength(), maxLength)) {
      excluded.set(endToken);
    }
    for (SearchRequest.Phrase phrase : asked.banned()) {
      int before = phrase.tokens().size() - 1;
      if (endsWith(tokens, phrase.tokens().subList(0, before))
          && (tokens.size() == before
              || !phrase.notAfter().contains(tokens.get(tokens.size() - before - 1)))) {
        excluded.set(phrase.tokens().get(before));
      }
    }
    excludeNgrams(tokens, excluded);
    BitSet repeated = new BitSet();
    if (penalizesRepetition) {
      tokens.forEach(repeated::set);
    }
    return NextToken.free(excluded, repeated);
  }

  private void excludeNgrams(List<Integer> tokens, BitSet excluded) {
    int before = noRepeatNgram - 1;
    if (before < 0 || tokens.size() < noRepeatNgram) {
      return;
    }
    List<Integer> last = tokens.subList(tokens.size() - before, tokens.size());
    for (int from = 0; from + before < tokens.size(); from++) {
      if (tokens.subList(from, from + before).equals(last)) {
        excluded.set(tokens.get(from + before));
      }
    }
  }

  private static boolean endsWith(List<Integer> tokens, List<Integer> end) {
    int from = tokens.size() - end.size();
    return from >= 0 && tokens.subList(from, tokens.size()).equals(end);
  }
}
