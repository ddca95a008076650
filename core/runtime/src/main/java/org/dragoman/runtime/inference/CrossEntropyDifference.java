package org.dragoman.runtime.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dragoman.runtime.text.TextPipeline;

/**
 * Measures how much a text is like a domain: its cross-entropy under a language model of the domain
 * less that under a language model of texts in general, each per token with the end mark counted
 * (Moore and Lewis 2010, "Intelligent selection of language model training data"). The less, the
 * more it is like the domain.
 *
 * @param inDomain the likelihood under the model of the domain
 * @param general the likelihood under the model of texts in general
 * @param pipeline of both models; with different tokens the entropies could not be compared
 * @param longest a text of more tokens is not scored
 */
public record CrossEntropyDifference(
    TextLikelihood inDomain, TextLikelihood general, TextPipeline pipeline, int longest) {

  /** What became of a text. */
  public enum Kind {
    /** It was scored. */
    SCORED,
    /** It has no tokens. */
    EMPTY,
    /** It has more tokens than are scored. */
    TOO_LONG
  }

  /**
   * The difference of a text.
   *
   * @param nats for each token; NaN if it was not scored
   */
  public record Difference(Kind kind, double nats) {
    private static final Difference NO_TOKENS = new Difference(Kind.EMPTY, Double.NaN);
    private static final Difference TOO_LONG = new Difference(Kind.TOO_LONG, Double.NaN);
  }

  /**
   * Scores texts.
   *
   * @return one for each, in order
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public List<Difference> of(List<String> texts) {
    List<Difference> differences = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    List<TextLikelihood.Text> encoded = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      int[] ids = pipeline.encode(texts.get(i));
      differences.add(ids.length == 0 ? Difference.NO_TOKENS : Difference.TOO_LONG);
      if (ids.length > 0 && ids.length <= longest) {
        places.add(i);
        encoded.add(new TextLikelihood.Text(List.of(), Arrays.stream(ids).boxed().toList(), true));
      }
    }
    List<List<Double>> near = inDomain.score(encoded);
    List<List<Double>> far = general.score(encoded);
    for (int i = 0; i < places.size(); i++) {
      differences.set(
          places.get(i), new Difference(Kind.SCORED, entropy(near.get(i)) - entropy(far.get(i))));
    }
    return differences;
  }

  private static double entropy(List<Double> logProbabilities) {
    return -logProbabilities.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
