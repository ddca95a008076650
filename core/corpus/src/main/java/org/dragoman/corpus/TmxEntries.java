package org.dragoman.corpus;

import com.ctc.wstx.stax.WstxInputFactory;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.xml.XMLConstants;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.InputFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entries of a translation memory one after the other, and from each the segments of two
 * languages. It reads before Okapi's filter does: it ignores all declarations of a document type
 * definition, reports every error with line and column, and skips entries that lack a language.
 */
final class TmxEntries implements AutoCloseable {
  /** How many languages a message lists. */
  private static final int LISTED = 20;

  private final InputStream in;
  private final String name;
  private final String source;
  private final String target;
  private final XMLStreamReader reader;
  private final SortedSet<String> languages = new TreeSet<>();
  private boolean begun;
  private long incomplete;

  /**
   * An entry with both languages.
   *
   * @param line where it begins
   * @param source its segment as written by {@link TmxSegment}
   * @param target likewise
   */
  record Entry(int line, String source, String target) {}

  /** The segment of an entry in one language, and how well its language matches. */
  private record Variant(int match, @Nullable String segment) {
    static final Variant NONE = new Variant(0, null);

    Variant better(Variant other) {
      return other.match > match ? other : this;
    }
  }

  /**
   * Starts to read.
   *
   * @param name of the file
   * @param source the language to translate from, such as {@code en}
   * @param target the language to translate into
   */
  TmxEntries(InputStream in, String name, String source, String target) {
    this.in = in;
    this.name = name;
    this.source = source;
    this.target = target;
    try {
      reader = factory().createXMLStreamReader(in);
    } catch (XMLStreamException e) {
      try (in) {
        throw failure(e, null);
      } catch (IOException closing) {
        throw DragomanException.data(name + " cannot be closed: " + closing, closing);
      }
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = new WstxInputFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    // Otherwise an error might come later, when a text is fetched, and as another exception.
    factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
    // The reader must see references to entities, to refuse them.
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    return factory;
  }

  /**
   * The next entry with both languages; null after the last.
   *
   * @throws DragomanException of kind DATA with line and column, if this is no TMX
   */
  @Nullable Entry next() {
    try {
      while (reader.hasNext()) {
        if (advance() == XMLStreamConstants.START_ELEMENT) {
          requireTmx();
          if (reader.getLocalName().equals("tu")) {
            Entry entry = entry();
            if (entry != null) {
              return entry;
            }
            incomplete++;
          }
        }
      }
      return null;
    } catch (XMLStreamException e) {
      throw failure(e, reader.getLocation());
    }
  }

  private int advance() throws XMLStreamException {
    int event = reader.next();
    if (event == XMLStreamConstants.ENTITY_REFERENCE) {
      throw malformed(
          "&%s; is none of the entities that XML has without a DTD, and none is read. Write the character itself."
              .formatted(reader.getLocalName()));
    }
    return event;
  }

  private void requireTmx() {
    if (!begun && !reader.getLocalName().equals("tmx")) {
      throw malformed(
          "expected <tmx>, found <%s>. Give a translation memory in TMX 1.4."
              .formatted(reader.getLocalName()));
    }
    begun = true;
  }

  /** Reads from {@code <tu>} to its end. Returns null if a language is missing. */
  private @Nullable Entry entry() throws XMLStreamException {
    int line = reader.getLocation().getLineNumber();
    Variant best = Variant.NONE;
    Variant bestTarget = Variant.NONE;
    while (advance() != XMLStreamConstants.END_ELEMENT) {
      if (reader.getEventType() == XMLStreamConstants.START_ELEMENT) {
        switch (reader.getLocalName()) {
          case "tuv" -> {
            String language = language();
            int forSource = match(language, source);
            int forTarget = match(language, target);
            String segment = variant(forSource + forTarget > 0);
            // A segment may match both languages: en-GB does if the languages are en and en-GB.
            // It then counts for the closer one.
            if (forSource > forTarget) {
              best = best.better(new Variant(forSource, segment));
            } else {
              bestTarget = bestTarget.better(new Variant(forTarget, segment));
            }
          }
          case "note", "prop" -> skip();
          default -> throw notAllowed("tu");
        }
      }
    }
    String from = best.segment();
    String to = bestTarget.segment();
    return from == null || to == null ? null : new Entry(line, from, to);
  }

  private String language() {
    String language = reader.getAttributeValue(XMLConstants.XML_NS_URI, "lang");
    if (language == null) {
      // TMX before 1.4.
      language = reader.getAttributeValue(null, "lang");
    }
    if (language == null || language.isBlank()) {
      throw malformed("this <tuv> has no xml:lang.");
    }
    if (languages.size() < LISTED) {
      languages.add(language);
    }
    return language;
  }

  /** Returns how closely a language matches the wanted one; 0 if not at all. */
  private static int match(String language, String wanted) {
    String given = language.replace('_', '-').toLowerCase(Locale.ROOT);
    String lower = wanted.toLowerCase(Locale.ROOT);
    if (given.equals(lower)) {
      return Integer.MAX_VALUE / 2;
    }
    return given.startsWith(lower + "-") ? lower.length() : 0;
  }

  /**
   * Reads from {@code <tuv>} to its end. Returns null if there is no segment, or it is not wanted.
   */
  private @Nullable String variant(boolean isWanted) throws XMLStreamException {
    String segment = null;
    while (advance() != XMLStreamConstants.END_ELEMENT) {
      if (reader.getEventType() == XMLStreamConstants.START_ELEMENT) {
        switch (reader.getLocalName()) {
          case "seg" -> {
            String read = segment();
            segment = isWanted ? read : null;
          }
          case "note", "prop" -> skip();
          default -> throw notAllowed("tuv");
        }
      }
    }
    return segment;
  }

  /** Reads from {@code <seg>} to its end. */
  private String segment() throws XMLStreamException {
    TmxSegment segment = new TmxSegment();
    while (!segment.isWhole()) {
      switch (advance()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (!segment.allows(reader.getLocalName())) {
            throw notAllowed(segment.element());
          }
          if (reader.getLocalName().equals(TmxSegment.SUB)) {
            skip();
          } else {
            segment.start(
                reader.getLocalName(), attribute -> reader.getAttributeValue(null, attribute));
          }
        }
        case XMLStreamConstants.END_ELEMENT -> segment.end();
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            segment.text(reader.getText());
        default -> {
          // A comment or a processing instruction.
        }
      }
    }
    return segment.markup();
  }

  /** Skips to the end of the element that has just begun. */
  private void skip() throws XMLStreamException {
    int depth = 1;
    while (depth > 0) {
      int event = advance();
      depth += event == XMLStreamConstants.START_ELEMENT ? 1 : 0;
      depth -= event == XMLStreamConstants.END_ELEMENT ? 1 : 0;
    }
  }

  /** Says in words how many entries were skipped because they lack a language; empty for none. */
  String passedOver() {
    return incomplete == 0
        ? ""
        : "%d entr%s without both %s and %s (of %s%s)"
            .formatted(
                incomplete,
                incomplete == 1 ? "y" : "ies",
                source,
                target,
                languages.isEmpty() ? "no language" : String.join(", ", languages),
                languages.size() < LISTED ? "" : " and perhaps more");
  }

  private DragomanException notAllowed(String parent) {
    return malformed(
        "<%s> may not stand in <%s> by TMX 1.4.".formatted(reader.getLocalName(), parent));
  }

  private DragomanException malformed(String problem) {
    return DragomanException.data(at(reader.getLocation()) + problem);
  }

  /**
   * @param reached the place of the reader, for a failure that has none: a byte that is invalid in
   *     the file's encoding
   */
  private DragomanException failure(XMLStreamException e, @Nullable Location reached) {
    if (e.getNestedException() instanceof IOException io
        && !(io instanceof CharConversionException)) {
      return InputFile.failure(name, io);
    }
    // Woodstox adds the place to its message as a second line.
    String problem = String.valueOf(e.getMessage()).split("\n at \\[", 2)[0];
    return DragomanException.data(
        "%snot well-formed XML: %s. Mend the file, or export the memory anew."
            .formatted(
                at(e.getLocation() == null ? reached : e.getLocation()),
                problem.replaceFirst("\\.$", "")),
        e);
  }

  private String at(@Nullable Location location) {
    return location == null
        ? name + ": "
        : "%s, line %d, column %d: "
            .formatted(name, location.getLineNumber(), location.getColumnNumber());
  }

  @Override
  public void close() {
    try (in) {
      reader.close();
    } catch (XMLStreamException e) {
      throw failure(e, reader.getLocation());
    } catch (IOException e) {
      throw InputFile.failure(name, e);
    }
  }
}
