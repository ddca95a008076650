package org.dragoman.corpus;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Builds a segment for Okapi's filter: the text, and its inline tags with a number each. Tags of
 * source and target with the same number belong together. The number is the tag's {@code x} if it
 * has one, otherwise the first free one.
 */
final class TmxSegment {
  /** An element for text within a tag, such as a footnote. It is no part of the sentence. */
  static final String SUB = "sub";

  private static final String SEG = "seg";
  private static final Set<String> INLINE = Set.of("bpt", "ept", "it", "ph", "hi", "ut");

  /** The private characters that Okapi puts into a text in place of tags. */
  private static final Pattern MARKERS = Pattern.compile("[\uE101-\uE103]");

  private final StringBuilder markup = new StringBuilder("<seg>");
  // The elements that are open in the file, and the end tags to write for them.
  private final Deque<String> open = new ArrayDeque<>(Set.of(SEG));
  private final Deque<String> ends = new ArrayDeque<>(Set.of("</seg>"));
  private final Set<Integer> numbers = new HashSet<>();
  private final Map<String, Integer> pairs = new HashMap<>();

  /** Returns whether TMX 1.4 allows an element at this place. */
  boolean allows(String name) {
    boolean inText = element().equals(SEG) || element().equals("hi");
    return inText ? INLINE.contains(name) : name.equals(SUB);
  }

  /** Returns the innermost open element. */
  String element() {
    return open.element();
  }

  /**
   * Starts an inline element.
   *
   * @param attributes returns the value of an attribute; null if it is absent
   */
  void start(String name, Function<String, @Nullable String> attributes) {
    open.push(name);
    String x = attributes.apply("x");
    if (name.equals("hi")) {
      // Written as a pair of tags, because Okapi does not give both ends one number.
      int number = number(x);
      markup.append("<bpt i=\"").append(number).append("\"/>");
      ends.push("<ept i=\"" + number + "\"/>");
      return;
    }
    String position = attributes.apply("pos");
    boolean isHalf = name.equals("it") && ("begin".equals(position) || "end".equals(position));
    String tag = name.endsWith("pt") || isHalf ? name : "ph";
    ends.push("</" + tag + ">");
    markup.append('<').append(tag);
    String pair = String.valueOf(attributes.apply("i"));
    switch (tag) {
      case "bpt" -> {
        pairs.put(pair, number(x));
        attribute("i", String.valueOf(pairs.get(pair)));
      }
      case "ept" -> {
        Integer number = pairs.get(pair);
        attribute("i", String.valueOf(number == null ? number(null) : number));
      }
      default -> attribute("x", Integer.toString(number(x)));
    }
    attribute("pos", isHalf ? position : null);
    attribute("type", attributes.apply("type"));
    markup.append('>');
  }

  /** Returns the given number; if there is none, the first free one. */
  private int number(@Nullable String given) {
    int number = 1;
    if (given != null && given.matches("\\d{1,6}")) {
      number = Integer.parseInt(given);
    } else {
      while (numbers.contains(number)) {
        number++;
      }
    }
    numbers.add(number);
    return number;
  }

  private void attribute(String name, @Nullable String value) {
    if (value != null) {
      markup.append(' ').append(name).append("=\"").append(escape(value)).append('"');
    }
  }

  /** Ends the innermost open element. */
  void end() {
    open.pop();
    markup.append(ends.pop());
  }

  void text(String text) {
    markup.append(escape(text));
  }

  private static String escape(String text) {
    return MARKERS
        .matcher(text)
        .replaceAll("")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** Whether the segment itself has ended. */
  boolean isWhole() {
    return open.isEmpty();
  }

  /** Returns the segment from {@code <seg>} to {@code </seg>}. */
  String markup() {
    return markup.toString();
  }
}
