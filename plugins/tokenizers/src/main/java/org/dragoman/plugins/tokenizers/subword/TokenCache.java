package org.dragoman.plugins.tokenizers.subword;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Caches a value for each token, up to a number of tokens. Thread-safe.
 *
 * @param <V> the value; immutable
 */
final class TokenCache<V> {
  private static final int LONGEST = 100;

  private final int capacity;
  private final Map<String, V> values = new ConcurrentHashMap<>();

  /** Creates a cache of so many tokens. */
  TokenCache(int capacity) {
    this.capacity = capacity;
  }

  /**
   * Returns the value of a token, computed by {@code make} if it is not cached. Values of long
   * tokens are not cached.
   */
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
