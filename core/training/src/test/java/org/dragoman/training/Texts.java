package org.dragoman.training;

import java.util.List;
import java.util.stream.IntStream;
import org.dragoman.runtime.plugin.Registration;
import org.dragoman.runtime.plugin.Registration.Origin;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.runtime.text.SentencePair;
import org.dragoman.spi.ComponentFactory;
import org.dragoman.spi.ComponentKind;
import org.dragoman.spi.ComponentSpec;
import org.dragoman.spi.SubwordModel;
import org.dragoman.spi.SubwordModelFactory;
import org.dragoman.spi.Tokenizer;
import org.dragoman.spi.TokenizerFactory;

/** A tokenizer and a subword model of the simplest kind, and texts for them. */
final class Texts {
  private static final Origin ORIGIN = new Origin("test", "1");

  static final ComponentSpec BLANKS =
      new ComponentSpec(ComponentKind.TOKENIZER, "blanks", new NoConfig());
  static final ComponentSpec HALVES =
      new ComponentSpec(ComponentKind.SUBWORD, "halves", new NoConfig());

  private Texts() {}

  record NoConfig() {}

  static Registry registry() {
    return Registry.of(
        List.of(
            new Registration(ComponentKind.TOKENIZER, "blanks", new BlanksFactory(), ORIGIN),
            new Registration(ComponentKind.SUBWORD, "halves", new HalvesFactory(), ORIGIN),
            new Registration(ComponentKind.CELL, "cell", new Unused(), ORIGIN),
            new Registration(ComponentKind.CONTEXT, "context", new Unused(), ORIGIN),
            new Registration(ComponentKind.SEARCH, "search", new Unused(), ORIGIN),
            new Registration(ComponentKind.SEARCH, "other", new Unused(), ORIGIN)));
  }

  static SentencePair pair(String source, String target) {
    return new SentencePair(source, target);
  }

  /** Pairs whose numbers of words are between 1 and 12. */
  static ParallelCorpus corpus(int size) {
    return new ParallelCorpus(
        IntStream.range(0, size)
            .mapToObj(
                i ->
                    new ParallelCorpus.Pair(
                        new int[] {i + 4, 3}, IntStream.range(0, 1 + i * 7 % 12).toArray()))
            .toList());
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
}
