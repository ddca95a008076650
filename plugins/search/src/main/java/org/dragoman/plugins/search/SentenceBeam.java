package org.dragoman.plugins.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.dragoman.spi.Hypothesis;

/**
 * The beam of one sentence. It owns {@code size} rows of the batch (one in the first step); its
 * live prefixes are in the first of them, best first, and rows that have none repeat the first.
 */
final class SentenceBeam {
  private static final Comparator<Branch> BEST_FIRST =
      Comparator.comparingDouble(Branch::logProbability)
          .reversed()
          .thenComparingInt(Branch::row)
          .thenComparingInt(Branch::token);

  private final BeamConfig config;
  private final int endToken;
  private final int maxLength;
  private final NBest nBest;
  private List<Prefix> live = List.of(Prefix.EMPTY);
  private List<Branch> survivors = List.of();
  private int ended;

  SentenceBeam(BeamConfig config, int endToken, int maxLength, int nBest) {
    this.config = config;
    this.endToken = endToken;
    this.maxLength = maxLength;
    this.nBest = new NBest(Math.min(nBest, config.size()));
  }

  /**
   * Takes one step: of all continuations by one token the {@code size} best survive, and those of
   * them that end leave the beam.
   *
   * @param best the best tokens of all rows, {@code size} of each
   * @param firstRow the first of this sentence's rows
   */
  void advance(BestTokens best, int firstRow) {
    List<Branch> branches = branches(best, firstRow);
    boolean atMaxLength = live.get(0).length() == maxLength;
    List<Prefix> next = new ArrayList<>(config.size());
    List<Branch> growing = new ArrayList<>(config.size());
    BitSet endedRows = new BitSet();
    for (Branch branch : branches) {
      Prefix prefix = live.get(branch.row() - firstRow);
      if (branch.token() == endToken) {
        keep(prefix, branch.logProbability(), true);
        ended++;
        endedRows.set(branch.row() - firstRow);
      } else if (!atMaxLength) {
        next.add(prefix.append(branch.token(), branch.logProbability()));
        growing.add(branch);
      }
    }
    // Where every token of every row has probability zero, what there is must do.
    if (atMaxLength || branches.isEmpty()) {
      for (int i = 0; i < live.size(); i++) {
        if (!endedRows.get(i)) {
          keep(live.get(i), live.get(i).logProbability(), false);
        }
      }
    }
    live = next;
    survivors = growing;
  }

  /**
   * Whether the sentence needs no further step: no prefix is live, as many hypotheses have ended as
   * the beam is wide, or no live prefix can still get among the n best. For the last, the
   * log-probability of a prefix can only fall as it grows, and nothing is divided by more than an
   * output of the greatest length and its end mark, so the log-probability of the best prefix
   * divided by that is a bound on all that can come, and is reached where the rest is certain.
   */
  boolean isDone() {
    return live.isEmpty()
        || ended >= config.size()
        || nBest.isOutOfReachOf(score(live.get(0).logProbability(), maxLength + 1L));
  }

  /** Writes the rows that this sentence's next rows come from, and their last tokens. */
  void writeRows(int[] rows, int[] tokens, int from) {
    for (int i = 0; i < config.size(); i++) {
      Branch branch = survivors.get(i < survivors.size() ? i : 0);
      rows[from + i] = branch.row();
      tokens[from + i] = branch.token();
    }
  }

  /** The hypotheses found, best first. */
  List<Hypothesis> hypotheses() {
    return nBest.toList();
  }

  private List<Branch> branches(BestTokens best, int firstRow) {
    List<Branch> all = new ArrayList<>();
    for (int i = 0; i < live.size(); i++) {
      double total = live.get(i).logProbability();
      int row = firstRow + i;
      for (int rank = 0; rank < best.count(row); rank++) {
        all.add(new Branch(row, best.token(row, rank), total + best.logProbability(row, rank)));
      }
    }
    all.sort(BEST_FIRST);
    return all.subList(0, Math.min(config.size(), all.size()));
  }

  private void keep(Prefix prefix, double logProbability, boolean finished) {
    int length = prefix.length() + (finished ? 1 : 0);
    nBest.offer(
        new Hypothesis(prefix.tokens(), logProbability, score(logProbability, length), finished));
  }

  private double score(double logProbability, long length) {
    return logProbability / config.lengthNormalization().divisor(length, config.alpha());
  }

  /** A row continued by a token, with the log-probability of the whole. */
  private record Branch(int row, int token, double logProbability) {}
}
