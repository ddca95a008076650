package org.dragoman.cli.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dragoman.runtime.file.LineReader;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkedTextTest {
  private static final Path SHARED =
      Path.of(System.getProperty("dragoman.root", ".")).resolve("../shared");

  private static final Map<MarkedText, List<String>> EXAMPLES =
      Map.ofEntries(
          Map.entry(
              MarkedText.HTML,
              List.of(
                  "<!DOCTYPE html>\n<title>x",
                  "\n <html lang=en>\n",
                  "<!-- a -->\n<HTML><BODY>Hi",
                  "<p>Good morning.</p>\n<p>Thank you.</p>\n",
                  "<?xml version=\"1.0\"?>\n<!DOCTYPE html>\n<html xmlns=\"x\">")),
          Map.entry(
              MarkedText.TMX,
              List.of(
                  "<?xml version=\"1.0\" ?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n<tmx version=\"1.4\">",
                  "<tmx version=\"1.4\"><header/></tmx>")),
          Map.entry(
              MarkedText.XLIFF,
              List.of(
                  "<?xml version='1.0'?><xliff version=\"1.2\">",
                  "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.0\">\n")),
          Map.entry(
              MarkedText.XML,
              List.of(
                  "<?xml version=\"1.0\"?>\n<resources>\n<string name=\"a\">Hi</string>",
                  "<note><to>You</to></note>\n")),
          Map.entry(
              MarkedText.PO,
              List.of(
                  "# a\nmsgid \"\"\nmsgstr \"\"\n\"Language: de\\n\"\n",
                  "msgid \"Hi\"\nmsgstr \"\"\n")),
          Map.entry(
              MarkedText.VTT,
              List.of("WEBVTT\n\n00:00:01.000 --> 00:00:03.500\nHi\n", "WEBVTT - a title\n")),
          Map.entry(
              MarkedText.SRT,
              List.of(
                  "1\n00:00:01,000 --> 00:00:03,500\nHi\n",
                  "1\r\n00:00:01,000 --> 00:00:03,500\r\n")),
          Map.entry(
              MarkedText.JSON,
              List.of("{\"a\": \"Hi\"}", "[\n  \"Hi\",\n  \"You", "{\"a\":1}\n{\"a\":2}\n")),
          Map.entry(
              MarkedText.CSV,
              List.of(
                  "id,en,de\n1,Hi,Hallo\n2,\"Good, thanks\",Gut\n",
                  "\"Hi\",\"Hallo\"\n\"You\",\"Du\"\n",
                  "id;en;de\n1;Hi;Hallo\n2;You;Du\n")),
          Map.entry(MarkedText.TSV, List.of("Hi\tHallo\nYou\tDu\nWe\tWir\n")),
          Map.entry(
              MarkedText.MARKDOWN,
              List.of(
                  "# Title\n\nSee [the page](http://example.org).\n",
                  "## A\n\n- one\n- two\n",
                  "Text\n```\ncode\n```\n**bold** words\n",
                  "See [a](x.md) and [b](y.md).\n")),
          Map.entry(
              MarkedText.YAML,
              List.of("---\ntitle: Hi\nbody: You\n", "# a\n--- !x\n- a: b\n  c: d\n")),
          Map.entry(
              MarkedText.PROPERTIES, List.of("# a\nkey.one = Hi\nkey.two=You\nkey.three=\n")));

  @ParameterizedTest
  @EnumSource
  void eachIsToldByItsContent(MarkedText format) {
    for (String text : EXAMPLES.get(format)) {
      assertThat(MarkedText.of("standard input", text)).as(text).contains(format);
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachIsToldByItsNameToo(MarkedText format) {
    String name = format == MarkedText.MARKDOWN ? "md" : format.name().toLowerCase();
    for (String file : List.of("a." + name, "/x/A." + name.toUpperCase(), "a." + name + ".gz")) {
      assertThat(MarkedText.of(file, "Good morning.\n")).as(file).contains(format);
      assertThat(MarkedText.of(file, " \n")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Good morning.\nThank you.\n",
        "<unk> is a token.\nIt is < that one.\n",
        "<3 you\n# is a hash\n#hashtag\n## two of them\n",
        "[Music] He sings.\n[Applause]\n[1] A note.\n",
        "{0} files were deleted.\n{1} of them are back.\n",
        "Yes, I do.\nNo, I don't.\nWell, maybe.\n",
        "Tom: Hello.\nJane: Hi.\n---\nTom: Bye.\n",
        "- Hello.\n- Hi.\n- Bye.\n",
        "1. One\n2. Two\n\nTitle\n-----\n",
        "x = 3\nThen y is 4.\nz = 5\n",
        "\"Hi,\" she said.\n\"You,\" he said.\n",
        "A time of 00:00:01 --> then go.\n",
        "He wrote 3 --> 4.\n",
        "msgid is a word of gettext.\n",
        "a|b|c\n",
        "It costs 1,5.\nIt costs 2,5.\nIt costs 3,5.\n",
        "* * *\nThe **end\n",
        "---\nA line.\nAnother line.\n",
        "WEB VTT\n",
      })
  void ordinaryTextPasses(String text) {
    assertThat(MarkedText.of("letter.txt", text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[", "(", "<", "![a](", "*", "-", "|", "\"", "# ", "a", "--- ", "{", "<!--"})
  @Timeout(20)
  void rubbishIsLookedAtInLittleTime(String piece) {
    assertThat(MarkedText.of("standard input", piece.repeat(300_000))).isEmpty();
  }

  @Test
  void noCorpusIsTakenForADocument() throws IOException {
    Path data = SHARED.resolve("data");
    Assumptions.assumeTrue(Files.isDirectory(data), "no " + data);
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".gz")).toList()) {
        assertThat(format(file)).as(file.toString()).isEmpty();
      }
    }
  }

  @Test
  void everyTextDocumentIsRecognised() throws IOException {
    Path documents = SHARED.resolve("documents");
    Assumptions.assumeTrue(Files.isDirectory(documents), "no " + documents);
    try (Stream<Path> files = Files.walk(documents)) {
      List<Path> texts =
          files
              .filter(f -> !f.getParent().equals(documents))
              .filter(
                  f ->
                      f.toString()
                          .matches(".*\\.(html|json|md|po|properties|srt|tmx|xlf|xliff|yaml)"))
              .toList();
      assertThat(texts).hasSizeGreaterThan(20);
      for (Path file : texts) {
        String kind = file.getParent().getFileName().toString();
        String expected = kind.equals("xlf") ? "XLIFF" : kind.equals("md") ? "MARKDOWN" : kind;
        assertThat(format(file).map(Enum::name))
            .as(file.toString())
            .hasValue(expected.toUpperCase());
      }
    }
  }

  private static Optional<MarkedText> format(Path file) {
    try (LineReader reader = LineReader.open(file)) {
      return MarkedText.of(file.toString(), reader.beginning());
    }
  }
}
