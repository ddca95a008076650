package org.dragoman.training.data;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.plugin.Registration;
import org.dragoman.runtime.plugin.Registration.Origin;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.spi.ComponentFactory;
import org.dragoman.spi.ComponentKind;
import org.dragoman.spi.ComponentSpec;
import org.dragoman.spi.SubwordModel;
import org.dragoman.spi.SubwordModelFactory;
import org.dragoman.spi.Tokenizer;
import org.dragoman.spi.TokenizerFactory;
import org.dragoman.training.batch.Pair;
import org.jspecify.annotations.Nullable;

/** A tokenizer and a subword model of the simplest kind, and texts for them. */
public final class Texts {
  private static final Origin ORIGIN = new Origin("test", "1");

  public static final ComponentSpec BLANKS =
      new ComponentSpec(ComponentKind.TOKENIZER, "blanks", new NoConfig());
  public static final ComponentSpec HALVES =
      new ComponentSpec(ComponentKind.SUBWORD, "halves", new NoConfig());

  public static final ComponentSpec WHOLE =
      new ComponentSpec(ComponentKind.SUBWORD, "whole", new NoConfig());

  private Texts() {}

  public record NoConfig() {}

  public static Registry registry() {
    return Registry.of(
        List.of(
            new Registration(ComponentKind.TOKENIZER, "blanks", new BlanksFactory(), ORIGIN),
            new Registration(ComponentKind.SUBWORD, "halves", new HalvesFactory(), ORIGIN),
            new Registration(ComponentKind.SUBWORD, "whole", new WholeFactory(), ORIGIN),
            new Registration(ComponentKind.CELL, "cell", new Unused(), ORIGIN),
            new Registration(ComponentKind.CONTEXT, "context", new Unused(), ORIGIN),
            new Registration(ComponentKind.SEARCH, "search", new Unused(), ORIGIN),
            new Registration(ComponentKind.SEARCH, "other", new Unused(), ORIGIN)));
  }

  public static SentencePair pair(String source, String target) {
    return new SentencePair(source, target);
  }

  /** Pairs whose numbers of words are between 1 and 12. */
  public static List<Pair> pairs(int size) {
    return IntStream.range(0, size)
        .mapToObj(i -> new Pair(new int[] {i + 4, 3}, IntStream.range(0, 1 + i * 7 % 12).toArray()))
        .toList();
  }

  /** Has a configuration and makes nothing. */
  private static final class Unused implements ComponentFactory<NoConfig> {
    @Override
    public Class<NoConfig> configType() {
      return NoConfig.class;
    }
  }

  private static final class BlanksFactory implements TokenizerFactory<NoConfig> {
    @Override
    public Class<NoConfig> configType() {
      return NoConfig.class;
    }

    @Override
    public Tokenizer create(NoConfig config) {
      return new Tokenizer() {
        @Override
        public List<String> encode(String text) {
          return text.isEmpty() ? List.of() : List.of(text.split(" "));
        }

        @Override
        public String decode(List<String> tokens) {
          return String.join(" ", tokens);
        }
      };
    }
  }

  /** Cuts a token in two; what it learned is how many tokens it saw. */
  private static final class HalvesFactory implements SubwordModelFactory<NoConfig> {
    @Override
    public Class<NoConfig> configType() {
      return NoConfig.class;
    }

    @Override
    public SubwordModel learn(NoConfig config, java.util.Map<String, Long> tokenCounts) {
      return new Halves("learned from " + tokenCounts.size());
    }

    @Override
    public SubwordModel load(NoConfig config, java.io.InputStream in) throws java.io.IOException {
      return new Halves(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
    }
  }

  private record Halves(String signature) implements SubwordModel {
    @Override
    public List<String> encode(List<String> tokens) {
      return tokens.stream()
          .flatMap(
              token ->
                  token.length() < 2
                      ? java.util.stream.Stream.of(token)
                      : java.util.stream.Stream.of(
                          token.substring(0, token.length() / 2) + "@",
                          token.substring(token.length() / 2)))
          .toList();
    }

    @Override
    public List<String> decode(List<String> pieces) {
      return List.of(String.join(" ", pieces).replace("@ ", "").split(" "));
    }

    @Override
    public void save(java.io.OutputStream out) throws java.io.IOException {
      out.write(signature.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
  }

  private static final class WholeFactory implements SubwordModelFactory<NoConfig> {
    @Override
    public Class<NoConfig> configType() {
      return NoConfig.class;
    }

    @Override
    public SubwordModel learn(NoConfig config, java.util.Map<String, Long> tokenCounts) {
      if (tokenCounts.containsKey("%")) {
        throw new IllegalArgumentException("a text with % is nothing to learn from");
      }
      return new Whole("learned from " + tokenCounts.size(), null);
    }

    @Override
    public SubwordModel load(NoConfig config, java.io.InputStream in) throws java.io.IOException {
      return new Whole(
          new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8), null);
    }
  }

  /**
   * Leaves a token whole, or gives {@code =} and its letters: where it is not allowed, and in a
   * sample by chance.
   */
  private record Whole(String signature, java.util.@Nullable Set<String> allowed)
      implements SubwordModel {
    private static List<String> letters(String token) {
      List<String> pieces = new java.util.ArrayList<>(List.of(token.split("")));
      pieces.add(0, "=");
      return pieces;
    }

    @Override
    public List<String> encode(List<String> tokens) {
      return tokens.stream()
          .flatMap(
              token ->
                  (allowed == null || allowed.contains(token) ? List.of(token) : letters(token))
                      .stream())
          .toList();
    }

    @Override
    public List<String> sample(List<String> tokens, RandomGenerator random) {
      return tokens.stream()
          .flatMap(
              token -> (random.nextBoolean() ? encode(List.of(token)) : letters(token)).stream())
          .toList();
    }

    @Override
    public boolean isRandom() {
      return true;
    }

    @Override
    public SubwordModel restrictedTo(java.util.Set<String> pieces) {
      return new Whole(signature, pieces);
    }

    @Override
    public List<String> decode(List<String> pieces) {
      return pieces;
    }

    @Override
    public void save(java.io.OutputStream out) throws java.io.IOException {
      out.write(signature.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
  }
}
