package org.dragoman.cli.io;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A text format with markup. A translator of plain lines would spoil it, because it would translate
 * the markup, too.
 */
public enum MarkedText {
  HTML("HTML", "html", "htm", "xhtml"),
  TMX("TMX", "tmx"),
  XLIFF("XLIFF", "xlf", "xliff", "sdlxliff", "mxliff"),
  XML("XML", "xml"),
  PO("PO (gettext)", "po", "pot"),
  VTT("WebVTT subtitles", "vtt"),
  SRT("SubRip subtitles (SRT)", "srt"),
  JSON("JSON", "json", "jsonl", "ndjson"),
  CSV("CSV", "csv"),
  TSV("a table divided by tabs (TSV)", "tsv", "tab"),
  MARKDOWN("Markdown", "md", "markdown"),
  YAML("YAML", "yaml", "yml"),
  PROPERTIES("properties", "properties");

  /** The greatest number of characters to examine. */
  private static final int LOOKED_AT = 1 << 14;

  private static final Pattern PACKED = Pattern.compile("\\.(gz|zst)$");
  private static final Pattern XML_COMMENTS =
      Pattern.compile("\\A(?:\\s++|<\\?[^>]*\\?>|<!--.*?-->|<!DOCTYPE[^>\\[]*>)*+", Pattern.DOTALL);
  private static final Pattern ELEMENT = Pattern.compile("<(/?)([A-Za-z][\\w.:-]*)(\\s[^<>]*)?>?");
  private static final Pattern DOCTYPE_HTML =
      Pattern.compile("\\A\\s*<!doctype\\s+html", Pattern.CASE_INSENSITIVE);
  private static final Set<String> PAGE = Set.of("html", "head", "body");
  private static final Set<String> IN_A_PAGE =
      Set.of("p", "div", "span", "h1", "h2", "h3", "ul", "ol", "li", "table", "a", "b", "i", "br");
  private static final Pattern TIMES =
      Pattern.compile(
          "(?m)^\\d{1,2}:\\d\\d:\\d\\d[,.]\\d{1,3} *--> *\\d{1,2}:\\d\\d:\\d\\d[,.]\\d");
  private static final Pattern MESSAGE = Pattern.compile("(?m)^msgid \".*\"\\s*$");
  private static final Pattern YAML_START =
      Pattern.compile("\\A(?:#.*\\R|\\s++)*+(---[ \\t\\r\\n]|%YAML)");
  private static final Pattern YAML_KEY =
      Pattern.compile("(?m)^[ \\t]*(?:- +)*[\\w.:$\"'-]+:(?:[ \\t]|\\r?$)");
  private static final Pattern PROPERTY = Pattern.compile("[\\w.:-]+\\s*=.*");
  private static final Pattern LINK =
      Pattern.compile("!?\\[[^\\[\\]\\n]+\\]\\([^()\\s]+(?: \"[^\"]*\")?\\)");

  /** Patterns that plain text hardly contains. */
  private static final List<Pattern> MARKDOWN_ONLY =
      List.of(
          Pattern.compile("(?m)^#{1,6} \\S"),
          LINK,
          Pattern.compile("(?m)^ {0,3}\\[[^\\]\\n]+\\]: +\\S+"),
          Pattern.compile("(?m)^```"),
          Pattern.compile("(?m)^\\|? *:?-{3,}:? *\\|[-| :]*\\r?$"));

  /**
   * Patterns that plain text may contain, too: underlined titles, words between asterisks, lists.
   */
  private static final List<Pattern> MARKDOWN_LIKE =
      List.of(
          Pattern.compile("(?m)^\\S.*\\R(?:={3,}|-{3,})\\r?$"),
          Pattern.compile("(?<![\\w*])\\*\\*[^*\\s][^*\\n]*\\*\\*(?![\\w*])"),
          Pattern.compile("(?m)^ {0,3}(?:[-*+]|\\d+\\.) +\\S.*\\R\\s{0,5}(?:[-*+]|\\d+\\.) +\\S"));

  private final String words;
  private final List<String> endings;

  MarkedText(String words, String... endings) {
    this.words = words;
    this.endings = List.of(endings);
  }

  /** Returns its name in messages. */
  public String words() {
    return words;
  }

  /**
   * Finds the format of a text by its content, or otherwise by its name. Empty for plain text.
   *
   * @param name of the file, or {@code standard input}
   * @param beginning some kilobytes at most; the last line may be cut
   */
  public static Optional<MarkedText> of(String name, String beginning) {
    if (beginning.isBlank()) {
      return Optional.empty();
    }
    int end = Math.min(beginning.length(), LOOKED_AT);
    return ofContent(beginning.substring(0, end)).or(() -> ofName(name));
  }

  private static Optional<MarkedText> ofName(String name) {
    String plain = PACKED.matcher(name.toLowerCase(Locale.ROOT)).replaceFirst("");
    return Arrays.stream(values())
        .filter(format -> format.endings.stream().anyMatch(end -> plain.endsWith("." + end)))
        .findFirst();
  }

  private static Optional<MarkedText> ofContent(String text) {
    List<String> lines = wholeLines(text);
    if (TIMES.matcher(text).find()) {
      return Optional.of(text.startsWith("WEBVTT") ? VTT : SRT);
    }
    if (MESSAGE.matcher(text).find() && text.contains("\nmsgstr")) {
      return Optional.of(PO);
    }
    return Stream.of(
            markup(text),
            found(text.startsWith("WEBVTT"), VTT),
            found(isJson(text), JSON),
            found(YAML_START.matcher(text).find() && count(YAML_KEY, text) >= 2, YAML),
            found(isTable(lines, '\t', 1), TSV),
            found(isTable(lines, ',', 2) || isTable(lines, ';', 2) || isQuoted(lines), CSV),
            found(isProperties(lines), PROPERTIES),
            found(isMarkdown(text), MARKDOWN))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<MarkedText> found(boolean found, MarkedText format) {
    return found ? Optional.of(format) : Optional.empty();
  }

  /** Returns the lines, without the last one if it may be cut. */
  private static List<String> wholeLines(String text) {
    List<String> lines = text.lines().toList();
    return text.endsWith("\n") ? lines : lines.subList(0, lines.size() - 1);
  }

  private static int count(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    int count = 0;
    while (count < 2 && matcher.find()) {
      count++;
    }
    return count;
  }

  /** Recognizes a text that begins with a closed element or with a declaration. */
  private static Optional<MarkedText> markup(String text) {
    if (DOCTYPE_HTML.matcher(text).find()) {
      return Optional.of(HTML);
    }
    Matcher head = XML_COMMENTS.matcher(text);
    boolean declared = text.stripLeading().startsWith("<?xml");
    Matcher element = ELEMENT.matcher(text);
    element.region(head.find() ? head.end() : 0, text.length());
    if (!element.lookingAt() || !element.group(1).isEmpty()) {
      return found(declared, XML);
    }
    String root = element.group(2).toLowerCase(Locale.ROOT);
    String attributes = String.valueOf(element.group(3));
    boolean isElement = declared || attributes.contains("xmlns") || text.contains("</");
    if (root.equals("tmx") || root.equals("xliff")) {
      return found(isElement, root.equals("tmx") ? TMX : XLIFF);
    }
    if (PAGE.contains(root)) {
      return Optional.of(HTML);
    }
    return IN_A_PAGE.contains(root)
        ? found(text.contains("</"), HTML)
        : found(declared || text.toLowerCase(Locale.ROOT).contains("</" + root), XML);
  }

  /**
   * Returns whether there are two different patterns of Markdown, at least one of them a rare one,
   * or two links.
   */
  private static boolean isMarkdown(String text) {
    long strong = MARKDOWN_ONLY.stream().filter(sign -> sign.matcher(text).find()).count();
    long weak = MARKDOWN_LIKE.stream().filter(sign -> sign.matcher(text).find()).count();
    return (strong > 0 && strong + weak > 1) || count(LINK, text) > 1;
  }

  /** Returns whether it is JSON to its end, or to the place where it is cut. */
  private static boolean isJson(String text) {
    String stripped = text.strip();
    if (!stripped.startsWith("{") && !stripped.startsWith("[")) {
      return false;
    }
    boolean hasText = false;
    try (JsonParser parser = new JsonMapper().createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        hasText |= token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME;
      }
      return hasText;
    } catch (JsonEOFException e) {
      return hasText;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Returns whether at least three lines have the same number of columns, with no space after the
   * dividers.
   */
  private static boolean isTable(List<String> lines, char divider, int least) {
    List<String> rows = lines.stream().filter(line -> !line.isBlank()).toList();
    if (rows.size() < 3) {
      return false;
    }
    int columns = dividers(rows.get(0), divider);
    return columns >= least && rows.stream().allMatch(row -> dividers(row, divider) == columns);
  }

  /** Counts the dividers outside quotes; -1 if a space follows one. */
  private static int dividers(String row, char divider) {
    int count = 0;
    boolean quoted = false;
    for (int i = 0; i < row.length(); i++) {
      char c = row.charAt(i);
      quoted ^= c == '"';
      if (c == divider && !quoted) {
        if (i + 1 < row.length() && row.charAt(i + 1) == ' ') {
          return -1;
        }
        count++;
      }
    }
    return count;
  }

  /** Returns whether every line begins with a quoted field and another one follows. */
  private static boolean isQuoted(List<String> lines) {
    return lines.size() >= 2 && lines.stream().allMatch(line -> line.matches("\"[^\"]*\"[,;]\".*"));
  }

  private static boolean isProperties(List<String> lines) {
    List<String> entries =
        lines.stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.startsWith("!"))
            .toList();
    return entries.size() >= 3
        && entries.stream().allMatch(line -> PROPERTY.matcher(line).matches());
  }
}
