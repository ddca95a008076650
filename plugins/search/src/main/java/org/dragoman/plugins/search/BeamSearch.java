package org.dragoman.plugins.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.dragoman.spi.Hypothesis;
import org.dragoman.spi.Scorer;
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
 *   <li>The score of an output is its log-probability divided as {@link LengthNormalization} says.
 *       The length counts the tokens and, where there is one, the end mark.
 *   <li>A sentence is done when no live prefix can still get among its n best, when as many
 *       hypotheses have ended as the beam is wide, or at its greatest length. There the prefixes
 *       are scored once more, to see which of them end; the others are returned too, unfinished,
 *       and ranked with the rest.
 *   <li>At most {@code size} hypotheses are returned, even where {@code nBest} is more.
 *   <li>Of equal candidates the one of the lower row wins, then the lower token.
 * </ul>
 *
 * <p>The first step has one row a sentence. From then on a sentence has exactly {@code size} rows,
 * in the order of the sentences, until it is done; then they are dropped from the batch.
 */
public final class BeamSearch implements SearchStrategy {
  private final BeamConfig config;

  /** A search of a configuration. */
  public BeamSearch(BeamConfig config) {
    this.config = config;
  }

  @Override
  public List<List<Hypothesis>> search(Scorer scorer, SearchRequest request) {
    Requests.check(scorer, request);
    BitSet forbidden = Requests.forbidden(request);
    List<SentenceBeam> beams = new ArrayList<>();
    for (SearchRequest.Sentence asked : request.sentences()) {
      beams.add(new SentenceBeam(config, request.endToken(), asked.maxLength(), request.nBest()));
    }
    List<SentenceBeam> live = beams;
    Scorer.State state = scorer.start();
    int[] tokens = Requests.startTokens(scorer, request);
    while (!live.isEmpty()) {
      Scorer.Step step = scorer.step(state, tokens);
      BestTokens best = BestTokens.of(step.logProbabilities(), config.size(), forbidden);
      int rowsEach = tokens.length / live.size();
      for (int i = 0; i < live.size(); i++) {
        live.get(i).advance(best, i * rowsEach);
      }
      live = live.stream().filter(beam -> !beam.isDone()).toList();
      if (!live.isEmpty()) {
        int[] rows = new int[live.size() * config.size()];
        tokens = new int[rows.length];
        for (int i = 0; i < live.size(); i++) {
          live.get(i).writeRows(rows, tokens, i * config.size());
        }
        state = Requests.select(step.state(), rows);
      }
    }
    return beams.stream().map(SentenceBeam::hypotheses).toList();
  }
}
