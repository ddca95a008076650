package org.dragoman.plugins.tokenizers.subword;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.dragoman.spi.SubwordModel;
import org.dragoman.testkit.SubwordModelContract;
import org.junit.jupiter.api.Nested;

class UnigramContractTest {
  private abstract static class Contract extends SubwordModelContract {
    private final UnigramConfig config;

    Contract(UnigramConfig config) {
      this.config = config;
    }

    @Override
    protected SubwordModel learn(Map<String, Long> tokenCounts) {
      return new UnigramFactory().learn(config, tokenCounts);
    }

    @Override
    protected SubwordModel load(InputStream in) throws IOException {
      return new UnigramFactory().load(config, in);
    }

    @Override
    protected List<String> marks() {
      return List.of("\u2581", "\u2581\u2581", "\u2581a", "a\u2581");
    }
  }

  @Nested
  class OfTheBest extends Contract {
    OfTheBest() {
      super(new UnigramConfig(300, 8, 2, 0.75, 0, 0));
    }
  }

  @Nested
  class OfDrawnOnes extends Contract {
    OfDrawnOnes() {
      super(new UnigramConfig(300, 8, 2, 0.75, 0.3, 0));
    }
  }

  @Nested
  class OfTheFewBest extends Contract {
    OfTheFewBest() {
      super(new UnigramConfig(300, 8, 2, 0.75, 0.3, 8));
    }
  }
}
