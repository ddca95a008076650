package org.dragoman.runtime.model;

import java.util.List;
import org.dragoman.runtime.network.DropoutRates;
import org.dragoman.runtime.network.LayersConfig;
import org.dragoman.runtime.network.VectorsConfig;
import org.dragoman.runtime.option.Variant;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.text.TextConfig;
import org.dragoman.spi.Ops;
import org.dragoman.spi.Option;

/**
 * Configuration of a generator: numbers begin a decoder, which writes a text.
 *
 * @param numbers how many there are
 * @param categories for each number how many values it has, if it is a category
 * @param hidden the width of the layer between the numbers and the decoder's first state
 * @param embedding how tokens become vectors
 * @param network the layers of the decoder
 * @param dropout where values are dropped in training
 */
@Variant("generator")
public record GeneratorConfig(
    @Option("How many numbers begin a text.") int numbers,
    @Option(
            value =
                "For each number how many values it has, from 0 on, if it is a category, such as 12"
                    + " for a month from 0 to 11; 0 for a quantity. A category is read as a one-hot"
                    + " vector. []: all are quantities.",
            defaultValue = "[]")
        List<Integer> categories,
    @Option(
            value = "Width of the layer between the numbers and the decoder's first states.",
            defaultValue = "256")
        int hidden,
    @Option(value = "How tokens become vectors.", defaultValue = "{}") VectorsConfig embedding,
    @Option(value = "The layers of the decoder.", defaultValue = "{}") LayersConfig network,
    @Option(value = "Where values are dropped in training.", defaultValue = "{}")
        DropoutRates dropout)
    implements ModelConfig {

  /** Checks the sizes. */
  public GeneratorConfig {
    if (numbers < 1 || hidden < 1) {
      throw new IllegalArgumentException(
          "numbers and hidden must be at least 1, got %d and %d".formatted(numbers, hidden));
    }
    categories = List.copyOf(categories);
    boolean isFit = categories.isEmpty() || categories.size() == numbers;
    if (!isFit || categories.stream().anyMatch(values -> values < 0)) {
      throw new IllegalArgumentException(
          "categories must be a number of 0 or more for each of the %d numbers, got %s"
              .formatted(numbers, categories));
    }
  }

  /** Returns how the numbers are read. */
  public NumberInput input() {
    return new NumberInput(numbers, categories);
  }

  @Override
  public String inWords() {
    return "generator";
  }

  @Override
  public boolean carriesState() {
    return false;
  }

  @Override
  public void requireFit(TextConfig text) {
    if (text.isShared() || text.source() != null || text.target() == null) {
      throw new IllegalArgumentException(
          "text: a generator reads numbers and writes one text; give 'target' alone");
    }
  }

  @Override
  public Generator model(Ops ops, Vocabularies vocabularies, Components components) {
    return new Generator(ops, this, vocabularies.target(), components);
  }
}
