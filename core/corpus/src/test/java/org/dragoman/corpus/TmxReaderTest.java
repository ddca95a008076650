package org.dragoman.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.Assertions;
import org.dragoman.corpus.Corpus.Tags;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.SentencePair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TmxReaderTest {
  private static final String HEAD =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE tmx SYSTEM "tmx14.dtd">
      <tmx version="1.4">
      <header creationtool="hand" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="en" datatype="plaintext"/>
      <body>
      """;
  private static final String TAIL = "</body>\n</tmx>\n";

  @TempDir Path folder;

  private static String entry(String... languagesAndSegments) {
    StringBuilder entry = new StringBuilder("<tu>\n");
    for (int i = 0; i < languagesAndSegments.length; i += 2) {
      entry
          .append("  <tuv xml:lang=\"")
          .append(languagesAndSegments[i])
          .append("\"><seg>")
          .append(languagesAndSegments[i + 1])
          .append("</seg></tuv>\n");
    }
    return entry.append("</tu>\n").toString();
  }

  private Path file(String body) throws IOException {
    return Files.writeString(folder.resolve("memory.tmx"), HEAD + body + TAIL);
  }

  private static Corpus corpus(Path file, Tags tags, String... languages) {
    return new Corpus(
        null,
        null,
        null,
        null,
        null,
        file.toString(),
        List.of(languages),
        tags,
        null,
        null,
        null,
        1);
  }

  private static CorpusReader open(Path file, String... languages) {
    return CorpusReader.open(corpus(file, null, languages), InputStream.nullInputStream());
  }

  private static List<SentencePair> pairs(CorpusReader reader) {
    List<SentencePair> pairs = new ArrayList<>();
    try (reader) {
      for (SentencePair pair = reader.next(); pair != null; pair = reader.next()) {
        pairs.add(pair);
      }
    }
    return pairs;
  }

  private static List<SentencePair> pairs(Path file, String... languages) {
    return pairs(open(file, languages));
  }

  private static SentencePair pair(String source, String target) {
    return new SentencePair(source, target);
  }

  private void assertRefused(Path file, String message) {
    assertThatThrownBy(() -> pairs(file, "en", "de"))
        .isInstanceOfSatisfying(
            DragomanException.class,
            e -> assertThat(e.kind()).isEqualTo(DragomanException.Kind.DATA))
        .hasMessage(file + message);
  }

  @Test
  void theTwoLanguagesAreReadInEitherOrder() throws IOException {
    Path file =
        file(
            entry("en", "A house.", "de", "Ein Haus.")
                + entry(
                    "fr", "Un arbre.", "de", "Ein Baum.", "en", "A tree &amp; a &lt;bush&gt;."));

    assertThat(pairs(file, "en", "de"))
        .containsExactly(pair("A house.", "Ein Haus."), pair("A tree & a <bush>.", "Ein Baum."));
    assertThat(pairs(file, "de", "en").get(1)).isEqualTo(pair("Ein Baum.", "A tree & a <bush>."));
  }

  @Test
  void anEntryWithoutALanguageIsPassedOverAndCounted() throws IOException {
    Path file =
        file(
            entry("en", "one")
                + entry("en", "two", "de", "zwei")
                + entry("de", "drei", "fr", "trois")
                + "<tu><tuv xml:lang=\"en\"><seg>four</seg></tuv><tuv xml:lang=\"de\"/></tu>\n");

    CorpusReader reader = open(file, "en", "de");
    assertThat(pairs(reader)).containsExactly(pair("two", "zwei"));
    assertThat(reader.passedOver()).isEqualTo("3 entries without both en and de (of de, en, fr)");
  }

  @Test
  void aMemoryThatHasAllLeavesNothingToSay() throws IOException {
    CorpusReader reader = open(file(entry("en", "two", "de", "zwei")), "en", "de");
    pairs(reader);

    assertThat(reader.passedOver()).isEmpty();
  }

  /** Exactly the language first, then one of its regions; the closer of two. */
  @ParameterizedTest
  @CsvSource({
    "en, de, colour, Farbe",
    "en-GB, de, colour, Farbe",
    "en-US, DE-at, color, Foarb",
    "de, en-us, Farbe, color",
    "en, en-US, colour, color",
    "en-GB, en-US, colour, color",
    "de-CH, fr, Farb, couleur",
  })
  void regionsMatch(String source, String target, String from, String to) throws IOException {
    Path file =
        file(
            entry(
                "en-US",
                "color",
                "en-GB",
                "colour",
                "de-AT",
                "Foarb",
                "de",
                "Farbe",
                "de_CH",
                "Farb",
                "FR-fr",
                "couleur",
                "en-AU",
                "Australian",
                "fra",
                "no"));
    if (source.equals("en") && target.equals("de")) {
      // Of two regions the first.
      from = "color";
    }

    assertThat(pairs(file, source, target)).containsExactly(pair(from, to));
  }

  @Test
  void whereALanguageStandsTwiceTheFirstIsTaken() throws IOException {
    Path file = file(entry("en", "first", "de", "erste", "en", "second", "de", "zweite"));

    assertThat(pairs(file, "en", "de")).containsExactly(pair("first", "erste"));
  }

  private static final String TAGGED =
      entry(
          "en",
          "Click <bpt i=\"1\" x=\"2\">&lt;b&gt;</bpt>here<ept i=\"1\">&lt;/b&gt;</ept> or"
              + " <ph x=\"1\">&lt;img alt=\"<sub>a picture</sub>\"/></ph>there.",
          "de",
          "<ph x=\"1\">&lt;img/></ph>Dort oder <bpt i=\"7\" x=\"2\"><![CDATA[<b>]]></bpt>hier<ept"
              + " i=\"7\">&lt;/b></ept> klicken.");

  @Test
  void tagsAreDroppedWithWhatIsInThem() throws IOException {
    assertThat(pairs(file(TAGGED), "en", "de"))
        .containsExactly(pair("Click here or there.", "Dort oder hier klicken."));
  }

  @Test
  void tagsAreKeptAsPlaceholdersThatBelongTogether() throws IOException {
    Corpus corpus = corpus(file(TAGGED), Tags.PLACEHOLDER, "en", "de");

    assertThat(pairs(CorpusReader.open(corpus, InputStream.nullInputStream())))
        .containsExactly(
            pair("Click {2}here{/2} or {1}there.", "{1}Dort oder {2}hier{/2} klicken."));
  }

  /** Every inline element, with and without attributes, one in another, open at the end. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a<hi>b</hi>c | abc | a{1}b{/1}c",
        "a<hi type='x'>b<hi>c</hi>d</hi>e | abcde | a{1}b{2}c{/2}d{/1}e",
        "<hi>b<bpt i='3'>x</bpt>c<ept i='3'>x</ept></hi> | bc | {1}b{2}c{/2}{/1}",
        "a<ut>x</ut>b<ut>y</ut> | ab | a{1}b{2}",
        "a<it pos='begin'>x</it>b<it pos='end'>y</it>c<it>z</it> | abc | a{1}b{/1}c{3}",
        "a<ph/><ph/><ph/>b | ab | a{1}{2}{3}b",
        "a<ph x='9'/>b<ph/> | ab | a{9}b{1}",
        "a<bpt i='1'>x</bpt>b | ab | a{1}b",
        "a<ept i='1'>x</ept>b | ab | a{/1}b",
        "a<ph type='lb'/>b | a b | a{1}b",
        "<bpt i='1'/>a<bpt i='2'/>b<ept i='1'/>c<ept i='2'/> | abc | {1}a{2}b{/1}c{/2}",
        "a<!-- no --><?no no?>b | ab | ab",
        "a<ph>x<sub>y<ph>z</ph></sub></ph>b | ab | a{1}b",
      })
  void allInlineElementsAreKnown(String segment, String dropped, String kept) throws IOException {
    Path file = file(entry("en", segment, "de", segment));

    assertThat(pairs(file, "en", "de")).containsExactly(pair(dropped, dropped));
    assertThat(
            pairs(
                CorpusReader.open(
                    corpus(file, Tags.PLACEHOLDER, "en", "de"), InputStream.nullInputStream())))
        .containsExactly(pair(kept, kept));
  }

  @Test
  void whiteSpaceAndLineBreaksBecomeASpace() throws IOException {
    Path file =
        file(
            entry(
                "en",
                "\n   one\t two\r\n  three\u2028four\u00A0five \n",
                "de",
                "<![CDATA[ a\nb ]]>"));

    assertThat(pairs(file, "en", "de"))
        .containsExactly(pair("one two three four\u00A0five", "a b"));
  }

  /** By them Okapi marks where tags stand. */
  @Test
  void threePrivateCharactersAreDropped() throws IOException {
    Path file = file(entry("en", "a\uE101\uE102\uE103\uE104b", "de", "&#xE101;c"));

    assertThat(pairs(file, "en", "de")).containsExactly(pair("a\uE104b", "c"));
  }

  @Test
  void anEmptySegmentIsAnEmptySide() throws IOException {
    Path file =
        file("<tu><tuv xml:lang='en'><seg/></tuv><tuv xml:lang='de'><seg>a</seg></tuv></tu>");

    assertThat(pairs(file, "en", "de")).containsExactly(pair("", "a"));
  }

  @Test
  void notesAndPropertiesAreNoText() throws IOException {
    Path file =
        file(
            "<tu tuid=\"9\" segtype=\"paragraph\"><note>n</note><prop type=\"p\">p</prop>"
                + "<tuv lang=\"en\"><note>n</note><prop type=\"q\">q</prop><seg>a</seg></tuv>"
                + "<tuv xml:lang=\"de\" changeid=\"x\"><seg>b</seg></tuv></tu>");

    assertThat(pairs(file, "en", "de")).containsExactly(pair("a", "b"));
  }

  @Test
  void manyEntriesAreReadWithTheirPlaces() throws IOException {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < 1234; i++) {
      body.append(entry("en", "word " + i, "de", "Wort " + i));
    }
    Path file = file(body.toString());
    try (CorpusReader reader = open(file, "en", "de")) {
      for (int i = 0; i < 1234; i++) {
        assertThat(reader.next()).isEqualTo(pair("word " + i, "Wort " + i));
        assertThat(reader.place()).isEqualTo(file + ", line " + (6 + 4 * i));
      }
      assertThat(reader.next()).isNull();
      assertThat(reader.next()).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-8"})
  void aByteOrderMarkTellsTheEncoding(String encoding) throws IOException {
    String text =
        "\uFEFF"
            + (HEAD + entry("en", "na\u00EFve", "ja", "\u7D20\u6734") + TAIL)
                .replace(
                    "encoding=\"UTF-8\"", encoding.equals("UTF-8") ? "" : "encoding=\"UTF-16\"");
    Path file = Files.write(folder.resolve("memory.tmx"), text.getBytes(Charset.forName(encoding)));

    assertThat(pairs(file, "en", "ja")).containsExactly(pair("na\u00EFve", "\u7D20\u6734"));
  }

  @Test
  void theDeclarationTellsTheEncodingToo() throws IOException {
    String text =
        HEAD.replace("UTF-8", "ISO-8859-1") + entry("en", "\u00E9t\u00E9", "de", "x") + TAIL;
    Path file = Files.write(folder.resolve("l.tmx"), text.getBytes(StandardCharsets.ISO_8859_1));

    assertThat(pairs(file, "en", "de")).containsExactly(pair("\u00E9t\u00E9", "x"));
  }

  @Test
  void whatIsNotInItsEncodingIsToldByLine() throws IOException {
    String text = HEAD + entry("en", "\u00E9t\u00E9", "de", "x") + TAIL;
    Path file = Files.write(folder.resolve("l.tmx"), text.getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> pairs(file, "en", "de"))
        .isInstanceOf(DragomanException.class)
        .hasMessageStartingWith(file + ", line ")
        .hasMessageContaining("Invalid UTF-8");
  }

  @Test
  void packedMemoriesAreUnpackedAndCutOnesRefused() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    StringBuilder body = new StringBuilder();
    new java.util.Random(1)
        .ints(5000, 0, 1 << 20)
        .forEach(i -> body.append(entry("en", "w" + i, "de", "v" + i)));
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write((HEAD + body + TAIL).getBytes(StandardCharsets.UTF_8));
    }
    Path file = Files.write(folder.resolve("memory.tmx.gz"), packed.toByteArray());
    assertThat(pairs(file, "en", "de")).hasSize(5000);

    Files.write(file, Arrays.copyOf(packed.toByteArray(), packed.size() / 2));
    assertRefused(file, " is cut short: its gzip data ends too soon. Copy or download it again.");
  }

  @Test
  void unbalancedTagsAreToldByLineAndColumn() throws IOException {
    Path file =
        file(entry("en", "a", "de", "b") + "<tu>\n<tuv xml:lang=\"en\"><seg>a</tuv>\n</tu>\n");

    assertRefused(
        file,
        ", line 11, column 30: not well-formed XML: Unexpected close tag </tuv>; expected </seg>. Mend the file, or export the memory anew.");
  }

  @Test
  void aMemoryThatEndsTooSoonIsToldByLineAndColumn() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("memory.tmx"), HEAD + entry("en", "a", "de", "b") + "<tu>\n<tuv");

    assertThatThrownBy(() -> pairs(file, "en", "de"))
        .isInstanceOf(DragomanException.class)
        .hasMessageStartingWith(
            file + ", line 11, column 4: not well-formed XML: Unexpected end of ");
  }

  @Test
  void anEmptyFileIsNoMemory() throws IOException {
    Path file = Files.createFile(folder.resolve("empty.tmx"));

    assertThatThrownBy(() -> pairs(file, "en", "de"))
        .isInstanceOf(DragomanException.class)
        .hasMessageStartingWith(file + ", line 1, column 0: not well-formed XML: Unexpected EOF");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<tu><tuv xml:lang='en'><seg>a <b>c</b></seg></tuv></tu> | 6, column 31: <b> may not stand in <seg> by TMX 1.4.",
        "<tu><tuv xml:lang='en'><seg>a <ph><b/></ph></seg></tuv></tu> | 6, column 35: <b> may not stand in <ph> by TMX 1.4.",
        "<tu><tuv xml:lang='en'><text>a</text></tuv></tu> | 6, column 24: <text> may not stand in <tuv> by TMX 1.4.",
        "<tu><seg>a</seg></tu> | 6, column 5: <seg> may not stand in <tu> by TMX 1.4.",
        "<tu><tuv><seg>a</seg></tuv></tu> | 6, column 5: this <tuv> has no xml:lang.",
      })
  void whatTmxDoesNotAllowIsToldByLineAndColumn(String body, String message) throws IOException {
    assertThatThrownBy(() -> pairs(file(body), "en", "de"))
        .isInstanceOf(DragomanException.class)
        .hasMessage(folder.resolve("memory.tmx") + ", line " + message);
  }

  @Test
  void anotherKindOfXmlIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("page.tmx"), "<html><body/></html>");

    assertRefused(
        file,
        ", line 1, column 1: expected <tmx>, found <html>. Give a translation memory in TMX 1.4.");
  }

  @Test
  void aFileEntityIsNotRead() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "secret");
    String text =
        "<!DOCTYPE tmx [<!ENTITY x SYSTEM \""
            + secret.toUri()
            + "\">]>\n<tmx version='1.4'><header/><body>\n"
            + entry("en", "a &x; b", "de", "c")
            + TAIL;
    Path file = Files.writeString(folder.resolve("attack.tmx"), text);

    assertRefused(
        file,
        ", line 4, column 29: &x; is none of the entities that XML has without a DTD, and none is read. Write the character itself.");
  }

  @Test
  void anEntityInAnAttributeIsNotReadEither() throws IOException {
    String text =
        "<!DOCTYPE tmx [<!ENTITY x \"en\">]>\n<tmx version='1.4'><header/><body>\n"
            + entry("&x;", "a", "de", "c")
            + TAIL;
    Path file = Files.writeString(folder.resolve("attack.tmx"), text);

    assertRefused(file, ", line 4, column 3: this <tuv> has no xml:lang.");
  }

  /** Each entity is ten of the one before: 10^9 of the first. */
  @Test
  void aBillionLaughsAreNotHeard() throws IOException {
    StringBuilder text = new StringBuilder("<!DOCTYPE tmx [<!ENTITY l0 \"lol\">");
    for (int i = 1; i < 10; i++) {
      text.append("<!ENTITY l").append(i).append(" \"").append(("&l" + (i - 1) + ";").repeat(10));
      text.append("\">");
    }
    text.append("]>\n<tmx version='1.4'><header/><body>\n");
    text.append(entry("en", "&l9;", "de", "c")).append(TAIL);
    Path file = Files.writeString(folder.resolve("attack.tmx"), text.toString());

    Assertions.assertThatCode(
            () ->
                org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () ->
                        assertThatThrownBy(() -> pairs(file, "en", "de"))
                            .hasMessageContaining("&l9;")))
        .doesNotThrowAnyException();
  }

  /** A DTD at an address that would be noticed: there is no such server. */
  @Test
  void aDtdIsNotFetched() throws IOException {
    String text =
        HEAD.replace("tmx14.dtd", "http://127.0.0.1:1/tmx14.dtd")
            + entry("en", "a", "de", "b")
            + TAIL;
    Path file = Files.writeString(folder.resolve("memory.tmx"), text);

    assertThat(pairs(file, "en", "de")).containsExactly(pair("a", "b"));
  }
}
