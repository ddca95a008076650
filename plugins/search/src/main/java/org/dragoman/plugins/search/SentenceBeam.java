package org.dragoman.plugins.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.dragoman.spi.Hypothesis;
import org.jspecify.annotations.Nullable;

/**
 * The beam of one sentence. It owns {@code size} rows of the batch (one in the first step); the
 * first rows hold its live prefixes, best first, and the other rows repeat the first.
 */
final class SentenceBeam implements SentenceSearch<BeamStep> {
  private final BeamConfig config;
  private final Scoring scoring;
  private final Guide guide;
  private final BeamTask task;
  private final NBest nBest;
  private List<Live> live = List.of(new Live(Prefix.EMPTY, Coverage.NONE));
  private List<Branch> survivors = List.of();
  private boolean first = true;
  private int ended;

  SentenceBeam(BeamConfig config, Guide guide, BeamTask task) {
    this.config = config;
    this.scoring = config.scoring();
    this.guide = guide;
    this.task = task;
    this.nBest = new NBest(Math.min(task.nBest(), config.size()));
  }

  @Override
  public List<NextToken> next() {
    List<NextToken> next = new ArrayList<>(config.size());
    live.forEach(each -> next.add(guide.next(each.prefix())));
    next.addAll(Collections.nCopies(rows() - live.size(), NextToken.FREE));
    return next;
  }

  /**
   * Takes one step: the guide chooses {@code size} of all continuations by one token; those that
   * end leave the beam.
   */
  @Override
  public void advance(BeamStep step, int firstRow) {
    List<Live> scored = cover(step.weights(), firstRow);
    List<Branch> branches = guide.select(branches(step.best(), firstRow), config.size());
    boolean atMaxLength = live.get(0).prefix().length() == task.maxLength();
    List<Live> next = new ArrayList<>(config.size());
    List<Branch> growing = new ArrayList<>(config.size());
    BitSet endedRows = new BitSet();
    for (Branch branch : branches) {
      Live from = scored.get(branch.row() - firstRow);
      if (branch.token() == task.endToken()) {
        end(branch, from.coverage());
        endedRows.set(branch.row() - firstRow);
      } else if (!atMaxLength) {
        next.add(new Live(guide.grow(branch), from.coverage()));
        growing.add(branch);
      }
    }
    // If every token of every row has probability zero, the prefixes so far are returned.
    if (atMaxLength || branches.isEmpty()) {
      for (int i = 0; i < live.size(); i++) {
        if (!endedRows.get(i)) {
          cut(live.get(i));
        }
      }
    }
    live = next;
    survivors = growing;
    first = false;
  }

  /** Returns whether no prefix is live or the search stops early. */
  @Override
  public boolean isDone() {
    if (live.isEmpty()) {
      return true;
    }
    double best = Double.NEGATIVE_INFINITY;
    for (Live each : live) {
      best = Math.max(best, each.prefix().total());
    }
    double bound = scoring.bound(best, task.maxLength());
    return config.earlyStopping().isDone(ended, config.size(), nBest, bound);
  }

  @Override
  public List<Branch> survivors() {
    List<Branch> rows = new ArrayList<>(survivors);
    rows.addAll(Collections.nCopies(config.size() - rows.size(), survivors.get(0)));
    return rows;
  }

  @Override
  public List<Hypothesis> hypotheses() {
    return nBest.toList();
  }

  private int rows() {
    return first ? 1 : config.size();
  }

  /** Returns the live prefixes with their coverage after this step. */
  private List<Live> cover(@Nullable AttentionWeights weights, int firstRow) {
    if (weights == null) {
      return live;
    }
    List<Live> covered = new ArrayList<>(live.size());
    for (int i = 0; i < live.size(); i++) {
      Live each = live.get(i);
      Coverage coverage = each.coverage().plus(weights, firstRow + i, task.sourceLength());
      covered.add(new Live(each.prefix(), coverage));
    }
    return covered;
  }

  private List<Branch> branches(BestTokens best, int firstRow) {
    List<Branch> all = new ArrayList<>();
    for (int i = 0; i < live.size(); i++) {
      int row = firstRow + i;
      for (int rank = 0; rank < best.count(row); rank++) {
        all.add(
            new Branch(
                row,
                live.get(i).prefix(),
                best.token(row, rank),
                best.logProbability(row, rank),
                best.value(row, rank)));
      }
    }
    all.sort(Branch.BEST_FIRST);
    return all;
  }

  private void end(Branch branch, Coverage coverage) {
    ended++;
    Prefix prefix = branch.prefix();
    double score = scoring.score(branch.total(), prefix.length() + 1L, coverage);
    double logProbability = prefix.logProbability() + branch.logProbability();
    nBest.offer(new Hypothesis(prefix.tokens(), logProbability, score, true));
  }

  private void cut(Live unfinished) {
    Prefix prefix = unfinished.prefix();
    double score = scoring.score(prefix.total(), prefix.length(), unfinished.coverage());
    nBest.offer(new Hypothesis(prefix.tokens(), prefix.logProbability(), score, false));
  }

  /** A prefix that may grow, and the coverage of its steps. */
  private record Live(Prefix prefix, Coverage coverage) {}
}
