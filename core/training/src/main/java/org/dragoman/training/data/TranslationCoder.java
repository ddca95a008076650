package org.dragoman.training.data;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.runtime.text.Segmenter;
import org.dragoman.runtime.text.Vocabulary;
import org.dragoman.training.batch.Pair;
import org.jspecify.annotations.Nullable;

/**
 * Encodes sentence pairs for translators: the source with the end mark, and the target.
 *
 * @param pipelines of both sides
 */
public record TranslationCoder(Pipelines pipelines) implements ExampleCoder {
  @Override
  public String unit() {
    return "sentence pairs";
  }

  @Override
  public @Nullable Pair encode(SentencePair pair) {
    List<String> source = pipelines.source().segmenter().pieces(pair.source());
    List<String> target = pipelines.target().segmenter().pieces(pair.target());
    return source.isEmpty() || target.isEmpty() ? null : pair(pair, source, target);
  }

  @Override
  public int length(Pair pair) {
    return Math.max(pair.source().length - 1, pair.target().length);
  }

  @Override
  public boolean isRandom() {
    return pipelines.source().isRandom() || pipelines.target().isRandom();
  }

  @Override
  public Pair sample(SentencePair pair, int maxLength, RandomGenerator random) {
    return pair(
        pair,
        drawn(pipelines.source().segmenter(), pair.source(), maxLength, random),
        drawn(pipelines.target().segmenter(), pair.target(), maxLength, random));
  }

  private Pair pair(SentencePair pair, List<String> source, List<String> target) {
    int[] links =
        pair.alignment() == null
            ? new int[0]
            : new SubwordAlignment(pipelines).of(pair, source, target);
    return new Pair(withEnd(pipelines.source().ids(source)), pipelines.target().ids(target), links);
  }

  static List<String> drawn(
      Segmenter segmenter, String text, int maxLength, RandomGenerator random) {
    List<String> drawn = segmenter.sample(text, random);
    return drawn.size() <= maxLength ? drawn : segmenter.pieces(text);
  }

  private static int[] withEnd(int[] ids) {
    int[] result = Arrays.copyOf(ids, ids.length + 1);
    result[ids.length] = Vocabulary.END;
    return result;
  }
}
