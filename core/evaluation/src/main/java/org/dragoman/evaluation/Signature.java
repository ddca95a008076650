package org.dragoman.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Everything that a score depends on except the text, in sacreBLEU's form: {@code
 * nrefs:1|case:lc|eff:no|tok:13a|smooth:exp|version:dragoman-0.1.0+sacrebleu-2.6.0}. Scores with
 * equal signatures may be compared. The version names this program and the release of sacreBLEU
 * whose numbers it reproduces.
 *
 * @param entries the values by key, in the order of printing
 */
public record Signature(Map<String, String> entries) {

  /** Copies the map. */
  public Signature {
    entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }

  /**
   * Creates the signature of a metric: the number of references, the entries, the version.
   *
   * @param references of {@link Statistics#references}
   */
  static Signature of(int references, Map<String, String> entries) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("nrefs", references == Statistics.VARYING ? "var" : Integer.toString(references));
    all.putAll(entries);
    all.put("version", Version.SIGNATURE);
    return new Signature(all);
  }

  /**
   * Returns the signature of this score with a significance test.
   *
   * @param method {@code bs} or {@code ar}
   * @param samples the number of samples drawn
   * @param seed of the draws
   */
  public Signature withTest(String method, int samples, long seed) {
    Map<String, String> all = new LinkedHashMap<>();
    entries.forEach(
        (key, value) -> {
          all.put(key, value);
          if (key.equals("nrefs")) {
            all.put(method, Integer.toString(samples));
            all.put("seed", Long.toString(seed));
          }
        });
    return new Signature(all);
  }

  /** A signature entry for a switch. */
  static String yesNo(boolean value) {
    return value ? "yes" : "no";
  }

  /** The signature in one line. */
  @Override
  public String toString() {
    return entries.entrySet().stream()
        .map(entry -> entry.getKey() + ":" + entry.getValue())
        .collect(Collectors.joining("|"));
  }
}
