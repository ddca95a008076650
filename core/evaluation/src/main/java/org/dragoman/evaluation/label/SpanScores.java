package org.dragoman.evaluation.label;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Precision, recall and F1 of spans in labels of the form BIO: {@code B-X} begins a span of type X,
 * {@code I-X} goes on with it, {@code O} is outside. A span counts as found if its first token, its
 * last token and its type are right. As in conlleval, the scorer of the CoNLL-2000 shared task
 * (Tjong Kim Sang and Buchholz 2000), an {@code I-X} that follows no span of type X begins one. Not
 * thread-safe.
 *
 * <pre>{@code
 * SpanScores scores = new SpanScores();
 * scores.add(List.of("B-PER", "I-PER", "O"), List.of("B-PER", "O", "O"));
 * double f1 = scores.f1();                       // 0: the span that was given is too short
 * }</pre>
 */
public final class SpanScores {
  private static final String OUTSIDE = "O";

  private final Map<String, Counts> types = new TreeMap<>();

  /**
   * The spans of one type.
   *
   * @param right how many there are
   * @param given how many were given
   * @param hits how many of those given are right
   */
  public record Counts(long right, long given, long hits) {
    /** Returns the share of the given spans that are right; 0 if none was given. */
    public double precision() {
      return given == 0 ? 0 : (double) hits / given;
    }

    /** Returns the share of the right spans that were given; 0 if there is none. */
    public double recall() {
      return right == 0 ? 0 : (double) hits / right;
    }

    /** Returns the harmonic mean of precision and recall, 0 to 1. */
    public double f1() {
      return right + given == 0 ? 0 : 2.0 * hits / (right + given);
    }

    private Counts plus(Counts other) {
      return new Counts(right + other.right, given + other.given, hits + other.hits);
    }
  }

  /** A span of tokens, from the first to the last. */
  private record Span(String type, int from, int to) {}

  /** Returns whether labels have the form BIO: each is O, B-X or I-X, and some begin a span. */
  public static boolean areSpans(Collection<String> labels) {
    return labels.stream().allMatch(label -> label.equals(OUTSIDE) || label.matches("[BI]-.+"))
        && labels.stream().anyMatch(label -> label.startsWith("B-"));
  }

  /**
   * Counts the spans of a text.
   *
   * @param right the right label of each token
   * @param given the label that each token was given
   */
  public void add(List<String> right, List<String> given) {
    Set<Span> wanted = spans(right);
    Set<Span> found = spans(given);
    wanted.forEach(span -> count(span.type(), new Counts(1, 0, found.contains(span) ? 1 : 0)));
    found.forEach(span -> count(span.type(), new Counts(0, 1, 0)));
  }

  private void count(String type, Counts counts) {
    types.merge(type, counts, Counts::plus);
  }

  private static Set<Span> spans(List<String> labels) {
    Set<Span> spans = new HashSet<>();
    String type = "";
    int from = -1;
    List<String> all = new ArrayList<>(labels);
    all.add(OUTSIDE);
    for (int t = 0; t < all.size(); t++) {
      String label = all.get(t);
      boolean outside = label.equals(OUTSIDE);
      String next = outside ? "" : label.substring(2);
      boolean begins = !outside && (label.startsWith("B-") || from < 0 || !next.equals(type));
      if (from >= 0 && (outside || begins)) {
        spans.add(new Span(type, from, t - 1));
        from = -1;
      }
      if (begins) {
        from = t;
        type = next;
      }
    }
    return spans;
  }

  /** Returns the counts of each type, by its name. */
  public Map<String, Counts> types() {
    return new TreeMap<>(types);
  }

  /** Returns the counts of all types together. */
  public Counts all() {
    return types.values().stream().reduce(new Counts(0, 0, 0), Counts::plus);
  }

  /** Returns F1 of all types together (micro-averaged), 0 to 1. */
  public double f1() {
    return all().f1();
  }
}
