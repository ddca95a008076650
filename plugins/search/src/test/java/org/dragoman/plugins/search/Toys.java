package org.dragoman.plugins.search;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.dragoman.spi.Hypothesis;
import org.dragoman.spi.SearchRequest;
import org.dragoman.spi.SearchStrategy;
import org.dragoman.testkit.ToyModel;
import org.dragoman.testkit.ToyScorer;

/** Searches on toy models, and what is asked of them. */
final class Toys {
  static final List<Integer> FORBIDDEN = List.of(ToyModel.START);

  /** Looks at three words and an end mark, at random. */
  static final ToyScorer.Attention ATTENTION =
      (sentence, prefix) -> {
        Random random = new Random(prefix.hashCode() * 31L + sentence);
        float[] weights = new float[4];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
          weights[i] = (float) Math.exp(2 * random.nextGaussian());
          sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
          weights[i] = (float) (weights[i] / sum);
        }
        return weights;
      };

  private Toys() {}

  static SearchRequest request(int nBest, SearchRequest.Sentence... sentences) {
    return new SearchRequest(List.of(sentences), nBest, ToyModel.START, ToyModel.END, FORBIDDEN);
  }

  /** Searches; the model knows each sentence by its number. */
  static List<List<Hypothesis>> search(
      SearchStrategy search, ToyModel model, SearchRequest request) {
    int[] sentences =
        request.sentences().stream().mapToInt(asked -> (int) asked.number()).toArray();
    return search(search, model::logProbabilities, model.vocabularySize(), request, sentences);
  }

  static List<List<Hypothesis>> search(
      SearchStrategy search,
      ToyScorer.Model model,
      int vocabularySize,
      SearchRequest request,
      int... sentences) {
    try (NDManager manager = NDManager.newBaseManager();
        ToyScorer scorer = new ToyScorer(manager, model, vocabularySize, sentences)) {
      return search.search(scorer.attending(ATTENTION), request);
    }
  }

  /** One to {@code most} random tokens, neither start nor end mark, of a vocabulary. */
  static List<Integer> phrase(Random random, int most, int vocabularySize) {
    List<Integer> phrase = new ArrayList<>();
    IntStream.rangeClosed(0, random.nextInt(most))
        .forEach(
            i -> {
              int drawn = random.nextInt(vocabularySize - 2);
              phrase.add(drawn == 0 ? 0 : drawn + 2);
            });
    return phrase;
  }
}
