package org.dragoman.training.data;

import java.util.Arrays;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.model.NumberInput;
import org.dragoman.runtime.text.TextPipeline;
import org.dragoman.training.batch.Pair;
import org.jspecify.annotations.Nullable;

/**
 * Encodes numbers and the text that they begin, for generators. The source of a {@link Pair} is
 * then the bits of its numbers, as {@link Float#floatToIntBits} gives them.
 *
 * @param pipeline of the text
 * @param input how the numbers are read
 */
public record NumberCoder(TextPipeline pipeline, NumberInput input) implements ExampleCoder {
  @Override
  public String unit() {
    return "examples";
  }

  /**
   * Encodes an example.
   *
   * @throws DragomanException of kind DATA if the numbers are not those that the model needs
   */
  @Override
  public @Nullable Pair encode(SentencePair example) {
    int[] text = pipeline.encode(example.target());
    if (example.source().isBlank() && text.length == 0) {
      return null;
    }
    float[] numbers = input.read(example.source());
    int[] bits = new int[numbers.length];
    Arrays.setAll(bits, i -> Float.floatToIntBits(numbers[i]));
    return text.length == 0 ? null : new Pair(bits, text);
  }

  /** Returns the numbers of an encoded example. */
  public static float[] numbers(Pair pair) {
    float[] numbers = new float[pair.source().length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Float.intBitsToFloat(pair.source()[i]);
    }
    return numbers;
  }

  @Override
  public int length(Pair pair) {
    return pair.target().length;
  }
}
