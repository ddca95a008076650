package org.dragoman.corpus;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.regex.Pattern;
import net.sf.okapi.common.Event;
import net.sf.okapi.common.LocaleId;
import net.sf.okapi.common.resource.Code;
import net.sf.okapi.common.resource.ITextUnit;
import net.sf.okapi.common.resource.RawDocument;
import net.sf.okapi.common.resource.TextFragment;
import net.sf.okapi.common.resource.TextFragment.TagType;
import net.sf.okapi.filters.tmx.TmxFilter;
import org.dragoman.corpus.Corpus.Tags;
import org.dragoman.runtime.file.SentencePair;
import org.jspecify.annotations.Nullable;

/**
 * Reads two languages of a translation memory through Okapi's filter. The filter copies its whole
 * input before it begins, gives up at an entry without the source language, and does not say in
 * which line an entry stands. So {@link TmxEntries} checks the entries first, and the filter gets a
 * few of them at a time.
 */
final class TmxReader implements CorpusReader {
  private static final Pattern SPACE = Pattern.compile("[ \\t\\n\\r\\f\\u0085\\u2028\\u2029]+");
  private static final int ENTRIES = 500;
  private static final int CHARACTERS = 1 << 20;

  // TmxEntries has already chosen the languages, so the filter may get any two names.
  private static final LocaleId SOURCE = LocaleId.ENGLISH;
  private static final LocaleId TARGET = LocaleId.GERMAN;
  private static final String HEAD =
      "<tmx version=\"1.4\"><header srclang=\"" + SOURCE + "\" segtype=\"sentence\"/><body>\n";

  private final TmxEntries entries;
  private final String name;
  private final Tags tags;
  private final Queue<Unit> units = new ArrayDeque<>();
  private String line = "1";

  private record Unit(String line, SentencePair pair) {}

  TmxReader(InputStream in, Corpus corpus) {
    name = corpus.name();
    tags = Objects.requireNonNullElse(corpus.tags(), Tags.DROP);
    List<String> languages = Objects.requireNonNull(corpus.languages());
    entries = new TmxEntries(in, name, languages.get(0), languages.get(1));
  }

  @Override
  public @Nullable SentencePair next() {
    if (units.isEmpty()) {
      fill();
    }
    Unit unit = units.poll();
    if (unit == null) {
      return null;
    }
    line = unit.line();
    return unit.pair();
  }

  private void fill() {
    StringBuilder piece = new StringBuilder(HEAD);
    for (int i = 0; i < ENTRIES && piece.length() < CHARACTERS; i++) {
      TmxEntries.Entry entry = entries.next();
      if (entry == null) {
        break;
      }
      piece.append("<tu tuid=\"").append(entry.line()).append("\">");
      variant(piece, SOURCE, entry.source());
      variant(piece, TARGET, entry.target());
      piece.append("</tu>\n");
    }
    if (piece.length() > HEAD.length()) {
      filter(piece.append("</body></tmx>"));
    }
  }

  private static void variant(StringBuilder piece, LocaleId language, String segment) {
    piece.append("<tuv xml:lang=\"").append(language).append("\">");
    piece.append(segment).append("</tuv>");
  }

  private void filter(CharSequence piece) {
    try (TmxFilter filter = new TmxFilter();
        RawDocument document = new RawDocument(piece, SOURCE, TARGET)) {
      filter.open(document);
      while (filter.hasNext()) {
        Event event = filter.next();
        if (event.isTextUnit()) {
          ITextUnit unit = event.getTextUnit();
          SentencePair pair =
              new SentencePair(
                  text(unit.getSource().getFirstContent()),
                  text(unit.getTarget(TARGET).getFirstContent()));
          units.add(new Unit(unit.getName(), pair));
        }
      }
    }
  }

  /**
   * Returns the text with its tags dropped or as placeholders, and with single spaces as white
   * space.
   */
  private String text(TextFragment fragment) {
    String coded = fragment.getCodedText();
    StringBuilder text = new StringBuilder(coded.length());
    for (int i = 0; i < coded.length(); i++) {
      char c = coded.charAt(i);
      if (TextFragment.isMarker(c)) {
        i++;
        text.append(tag(fragment.getCode(coded.charAt(i))));
      } else {
        text.append(c);
      }
    }
    return SPACE.matcher(text).replaceAll(" ").strip();
  }

  private String tag(Code code) {
    if (tags == Tags.PLACEHOLDER) {
      return (code.getTagType() == TagType.CLOSING ? "{/" : "{") + code.getId() + "}";
    }
    // A line break separates words; other tags may stand inside a word.
    return "lb".equals(code.getType()) ? " " : "";
  }

  @Override
  public long line() {
    return Long.parseLong(line);
  }

  @Override
  public String place() {
    return name + ", line " + line;
  }

  @Override
  public String passedOver() {
    return entries.passedOver();
  }

  @Override
  public void close() {
    entries.close();
  }
}
