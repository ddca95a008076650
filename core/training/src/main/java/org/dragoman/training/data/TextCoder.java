package org.dragoman.training.data;

import java.util.random.RandomGenerator;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.text.TextPipeline;
import org.dragoman.training.batch.Pair;
import org.jspecify.annotations.Nullable;

/**
 * Encodes lines of a text for language models. The line is the first text of an example.
 *
 * @param pipeline of the text
 */
public record TextCoder(TextPipeline pipeline) implements ExampleCoder {
  private static final int[] NOTHING = {};

  @Override
  public String unit() {
    return "lines";
  }

  @Override
  public @Nullable Pair encode(SentencePair example) {
    int[] ids = pipeline.encode(example.source());
    return ids.length == 0 ? null : new Pair(NOTHING, ids);
  }

  @Override
  public int length(Pair pair) {
    return pair.target().length;
  }

  @Override
  public boolean isRandom() {
    return pipeline.isRandom();
  }

  @Override
  public Pair sample(SentencePair example, int maxLength, RandomGenerator random) {
    return new Pair(
        NOTHING,
        pipeline.ids(
            TranslationCoder.drawn(pipeline.segmenter(), example.source(), maxLength, random)));
  }
}
