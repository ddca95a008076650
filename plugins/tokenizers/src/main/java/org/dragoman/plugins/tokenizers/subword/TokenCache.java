package org.dragoman.plugins.tokenizers.subword;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What was worked out for tokens, up to so many of them. For several threads at once.
 *
 * @param <V> what is worked out; immutable
 */
final class TokenCache<V> {
  private static final int LONGEST = 100;

  private final int capacity;
  private final Map<String, V> values = new ConcurrentHashMap<>();

  /** A cache of so many tokens. */
  TokenCache(int capacity) {
    this.capacity = capacity;
  }

  /** The value of a token, by {@code make} where it is not known; long ones are not kept. */
  V get(String token, Function<String, V> make) {
    V known = values.get(token);
    if (known != null) {
      return known;
    }
    V made = make.apply(token);
    if (token.length() <= LONGEST) {
      if (values.size() >= capacity) {
        values.clear(); // frequent words are back at once
      }
      values.put(token, made);
    }
    return made;
  }
}
