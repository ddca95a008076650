package org.dragoman.plugins.tokenizers.subword;

import java.util.List;
import org.dragoman.plugins.tokenizers.span.NamedPattern;

/** Configurations of byte pair encoding that differ in one thing from the default. */
final class BpeConfigs {
  private BpeConfigs() {}

  static BpeConfig of(int merges, int minFrequency) {
    return new BpeConfig(merges, minFrequency, BpeStyle.JOINER, 0, List.of(), List.of());
  }

  static BpeConfig of(BpeStyle style, double dropout) {
    return new BpeConfig(500, 2, style, dropout, List.of(), List.of());
  }

  static BpeConfig protecting(BpeStyle style, List<NamedPattern> names, String... expressions) {
    return new BpeConfig(500, 2, style, 0, names, List.of(expressions));
  }
}
