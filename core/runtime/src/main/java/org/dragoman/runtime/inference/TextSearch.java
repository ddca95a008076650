package org.dragoman.runtime.inference;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dragoman.runtime.batch.BatchLimits;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.NativeCopy;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.model.Generator;
import org.dragoman.runtime.model.LanguageModel;
import org.dragoman.runtime.model.Predictor;
import org.dragoman.runtime.search.NamedSearch;
import org.dragoman.runtime.text.Vocabulary;
import org.dragoman.spi.Hypothesis;
import org.dragoman.spi.SearchRequest;

/**
 * Searches for the texts that a language model or a generator writes. It keeps nothing between
 * calls.
 *
 * @param torch the engine
 * @param model a {@link LanguageModel} or a {@link Generator}
 * @param search looks for the best texts
 * @param limits of a batch
 */
public record TextSearch(Torch torch, Predictor model, NamedSearch search, BatchLimits limits) {
  private static final List<Integer> FORBIDDEN = List.of(Vocabulary.PAD, Vocabulary.START);

  /**
   * A text that is wanted.
   *
   * @param asked its lengths and the tokens that it begins with
   * @param numbers that a generator begins with; empty for a language model
   * @param name of its prompt in messages
   */
  public record Wanted(SearchRequest.Sentence asked, List<Float> numbers, String name) {}

  /**
   * Searches for texts.
   *
   * @param nBest the greatest number of hypotheses of each
   * @param check is called before each step; what it throws ends the search
   * @return the hypotheses of each text, best first
   * @throws org.dragoman.runtime.DragomanException of kind RUNTIME if the engine has not enough
   *     memory, of kind CONFIGURATION if the search cannot do what is asked
   */
  public List<List<Hypothesis>> search(List<Wanted> texts, int nBest, Runnable check) {
    List<List<Hypothesis>> found = new ArrayList<>();
    texts.forEach(text -> found.add(List.of()));
    List<Integer> all = IntStream.range(0, texts.size()).boxed().toList();
    for (List<Integer> batch : limits.cut(all, i -> 1 + texts.get(i).asked().prefix().size())) {
      List<Wanted> together = batch.stream().map(texts::get).toList();
      List<List<Hypothesis>> ofBatch = batch(together, nBest, check);
      for (int i = 0; i < batch.size(); i++) {
        found.set(batch.get(i), ofBatch.get(i));
      }
    }
    return found;
  }

  private List<List<Hypothesis>> batch(List<Wanted> texts, int nBest, Runnable check) {
    SearchRequest request =
        new SearchRequest(
            texts.stream().map(Wanted::asked).toList(),
            nBest,
            Vocabulary.START,
            Vocabulary.END,
            FORBIDDEN);
    try (GradMode off = GradMode.off();
        OpenScorer scorer = open(texts)) {
      return search.search(new CheckedScorer(scorer, check), request, i -> texts.get(i).name());
    } catch (EngineException e) {
      int longest = texts.stream().mapToInt(text -> text.asked().prefix().size()).max().orElse(0);
      throw Torch.isOutOfMemory(e) ? limits.outOfMemory("write", texts.size(), longest, e) : e;
    }
  }

  private OpenScorer open(List<Wanted> texts) {
    NDManager manager = torch.manager();
    if (model instanceof Generator generator) {
      return new TextScorer(
          manager,
          generator.text(),
          texts.size(),
          scratch -> {
            List<List<Float>> numbers = texts.stream().map(Wanted::numbers).toList();
            NDArray array = array(scratch, numbers).toType(generator.type(), false);
            return generator.begin(scratch, array);
          });
    }
    return new TextScorer(manager, (LanguageModel) model, texts.size());
  }

  /** Puts numbers on a device: FLOAT32, {@code [B, D]}. */
  static NDArray array(NDManager manager, List<List<Float>> numbers) {
    int width = numbers.get(0).size();
    float[] values = new float[numbers.size() * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = numbers.get(i / width).get(i % width);
    }
    return NativeCopy.of(manager.create(values, new Shape(numbers.size(), width)));
  }
}
