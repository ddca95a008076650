package org.dragoman.plugins.tokenizers.subword;

import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.dragoman.plugins.tokenizers.span.NamedPattern;
import org.dragoman.spi.SubwordModel;
import org.dragoman.testkit.SubwordModelContract;
import org.junit.jupiter.api.Nested;

class BpeContractTest {
  private abstract static class Contract extends SubwordModelContract {
    private final BpeConfig config;

    Contract(BpeConfig config) {
      this.config = config;
    }

    @Override
    protected SubwordModel learn(Map<String, Long> tokenCounts) {
      return new BpeFactory().learn(config, tokenCounts);
    }

    @Override
    protected SubwordModel load(InputStream in) throws IOException {
      return new BpeFactory().load(config, in);
    }

    @Override
    protected List<String> marks() {
      return List.of("@", "@@", "</w>", "<", "/w>", ">");
    }
  }

  @Nested
  class OfJoiners extends Contract {
    OfJoiners() {
      super(BpeConfigs.of(BpeStyle.JOINER, 0));
    }
  }

  @Nested
  class OfEndsOfWords extends Contract {
    OfEndsOfWords() {
      super(BpeConfigs.of(BpeStyle.END_OF_WORD, 0));
    }
  }

  @Nested
  class OfJoinersWithDropout extends Contract {
    OfJoinersWithDropout() {
      super(BpeConfigs.of(BpeStyle.JOINER, 0.1));
    }
  }

  @Nested
  class OfEndsOfWordsWithDropout extends Contract {
    OfEndsOfWordsWithDropout() {
      super(BpeConfigs.of(BpeStyle.END_OF_WORD, 0.5));
    }
  }

  @Nested
  class OfProtectedPatterns extends Contract {
    OfProtectedPatterns() {
      super(
          new BpeConfig(
              500,
              2,
              BpeStyle.JOINER,
              0.1,
              List.copyOf(EnumSet.allOf(NamedPattern.class)),
              List.of("[a-z]@@", "lich$")));
    }
  }

  @Nested
  class OfProtectedPatternsAndEndsOfWords extends Contract {
    OfProtectedPatternsAndEndsOfWords() {
      super(
          BpeConfigs.protecting(
              BpeStyle.END_OF_WORD, List.of(NamedPattern.TAG), "</w>", "mon", "[.@]+"));
    }
  }
}
