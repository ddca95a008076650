package org.dragoman.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  @ParameterizedTest
  @CsvSource({"gruu,gru", "rgu,gru", "GRU,gru", "lsmt,lstm", "hiden-size,hidden-size"})
  void findsWhatWasMeant(String given, String meant) {
    assertThat(Nearest.to(given, List.of("lstm", "gru", "hidden-size"))).hasValue(meant);
  }

  @Test
  void saysNothingWhereNothingIsNear() {
    assertThat(Nearest.to("transformer", List.of("lstm", "gru"))).isEmpty();
    assertThat(Nearest.hint("transformer", List.of())).isEmpty();
  }
}
