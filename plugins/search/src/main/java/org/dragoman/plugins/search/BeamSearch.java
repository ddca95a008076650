package org.dragoman.plugins.search;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.dragoman.spi.Hypothesis;
import org.dragoman.spi.Scorer;
import org.dragoman.spi.SearchFeature;
import org.dragoman.spi.SearchRequest;
import org.dragoman.spi.SearchStrategy;

/**
 * Keeps the {@code size} most probable prefixes of each sentence and ranks what ends by its length
 * normalized log-probability (Graves 2012, arXiv 1211.3711; Sutskever et al. 2014, arXiv
 * 1409.3215).
 *
 * <ul>
 *   <li>At every step the {@code size} best continuations of a sentence survive, the end mark being
 *       a token like others. Those that end leave the beam, and the next step fills it again. So a
 *       beam of size 1 is greedy search, and a beam as wide as the space is exhaustive.
 *   <li>The score of an output is its log-probability divided as {@link LengthNormalization} says,
 *       plus the {@linkplain Coverage#penalty coverage penalty} by its weight. The length counts
 *       the tokens and, where there is one, the end mark. With a repetition penalty r, a token that
 *       the output already contains counts {@code r log p} in place of {@code log p} (after Keskar
 *       et al. 2019, arXiv 1909.05858, who divide logits).
 *   <li>A sentence is done when {@link EarlyStopping} says so, when no prefix is live, or at its
 *       greatest length. There one more step shows which prefixes end; the others are returned too,
 *       unfinished, and ranked with the rest.
 *   <li>At most {@code size} hypotheses are returned, even where {@code nBest} is more.
 *   <li>Among equal candidates the lower row wins, then the lower token.
 * </ul>
 *
 * <p>The first step has one row a sentence. From then on a sentence has exactly {@code size} rows,
 * in the order of the sentences, until it is done; then they are dropped from the batch.
 */
public final class BeamSearch implements SearchStrategy {
  private final BeamConfig config;

  /** Creates a search with a configuration. */
  public BeamSearch(BeamConfig config) {
    this.config = config;
  }

  @Override
  public int width(int nBest) {
    return config.size();
  }

  @Override
  public boolean needsAttention() {
    return config.needsAttention();
  }

  @Override
  public Set<SearchFeature> features() {
    return EnumSet.of(SearchFeature.MIN_LENGTH, SearchFeature.PREFIX, SearchFeature.BANNED);
  }

  @Override
  public List<List<Hypothesis>> search(Scorer scorer, SearchRequest request) {
    return BatchSearch.run(
        scorer,
        request,
        asked -> {
          TokenRules rules = config.rules(request, asked);
          return new SentenceBeam(config, rules::next, BeamTask.of(request, asked, rules));
        },
        BeamStep.reader(config, Requests.forbidden(request)));
  }
}
