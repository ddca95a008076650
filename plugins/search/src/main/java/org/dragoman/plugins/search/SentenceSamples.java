package org.dragoman.plugins.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.dragoman.spi.Hypothesis;

/** Independent samples of one sentence's output; they share one row in the first step. */
final class SentenceSamples implements SentenceSearch<Distributions> {
  private final TokenSampler sampler;
  private final TokenRules rules;
  private final BitSet forbidden;
  private final int endToken;
  private final List<Hypothesis> ended = new ArrayList<>();
  private List<Sample> live = new ArrayList<>();
  private List<Branch> survivors = List.of();
  private boolean first = true;

  /**
   * Creates empty samples.
   *
   * @param count the number of samples to draw
   * @param seed of the draws for this sentence
   */
  SentenceSamples(
      TokenSampler sampler,
      TokenRules rules,
      BitSet forbidden,
      int endToken,
      int count,
      long seed) {
    this.sampler = sampler;
    this.rules = rules;
    this.forbidden = forbidden;
    this.endToken = endToken;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < count; i++) {
      live.add(new Sample(Prefix.EMPTY, random.split()));
    }
  }

  @Override
  public List<NextToken> next() {
    return Collections.nCopies(first ? 1 : live.size(), NextToken.FREE);
  }

  @Override
  public void advance(Distributions read, int firstRow) {
    List<Sample> next = new ArrayList<>(live.size());
    List<Branch> growing = new ArrayList<>(live.size());
    for (int i = 0; i < live.size(); i++) {
      int row = firstRow + (first ? 0 : i);
      Sample sample = live.get(i);
      Prefix prefix = sample.prefix();
      float[] logProbabilities = read.row(row);
      int token = draw(sample, logProbabilities);
      if (token == endToken) {
        end(prefix, prefix.logProbability() + logProbabilities[token], true);
      } else if (token < 0 || prefix.length() == rules.maxLength()) {
        end(prefix, prefix.logProbability(), false);
      } else {
        double logProbability = logProbabilities[token];
        Branch branch = new Branch(row, prefix, token, logProbability, logProbability);
        growing.add(branch);
        next.add(new Sample(branch.grown(), sample.random()));
      }
    }
    live = next;
    survivors = growing;
    first = false;
  }

  private int draw(Sample sample, float[] logProbabilities) {
    NextToken next = rules.next(sample.prefix());
    return next.open()
        ? sampler.draw(logProbabilities, forbidden, next.excluded(), sample.random())
        : next.offered()[0];
  }

  private void end(Prefix prefix, double logProbability, boolean finished) {
    ended.add(new Hypothesis(prefix.tokens(), logProbability, logProbability, finished));
  }

  @Override
  public boolean isDone() {
    return live.isEmpty();
  }

  @Override
  public List<Branch> survivors() {
    return survivors;
  }

  /** Returns the samples, each once, the most probable first. */
  @Override
  public List<Hypothesis> hypotheses() {
    Set<List<Integer>> seen = new HashSet<>();
    return ended.stream()
        .sorted(Comparator.comparingDouble(Hypothesis::score).reversed())
        .filter(hypothesis -> seen.add(hypothesis.tokens()))
        .toList();
  }

  private record Sample(Prefix prefix, SplittableRandom random) {}
}
