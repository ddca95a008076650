package org.dragoman.runtime.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dragoman.runtime.DragomanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextInputTest {
  private static final String TEXT = "Grüße\n日本 \uD83D\uDE00\n\nEnde";
  private static final List<String> LINES = List.of("Grüße", "日本 \uD83D\uDE00", "", "Ende");

  @TempDir Path folder;

  private interface Packing {
    OutputStream around(OutputStream out) throws IOException;
  }

  private static byte[] packed(byte[] bytes, Packing packing) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = packing.around(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    return packed(bytes, GZIPOutputStream::new);
  }

  private static byte[] zstd(byte[] bytes) throws IOException {
    return packed(bytes, ZstdOutputStream::new);
  }

  private static byte[] zip(String entry, String content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : List.of("[Content_Types].xml", "_rels/.rels", entry)) {
        if (!entry.equals("mimetype") || name.equals(entry)) {
          zip.setMethod(ZipOutputStream.DEFLATED);
          ZipEntry head = new ZipEntry(name);
          if (name.equals("mimetype")) {
            java.util.zip.CRC32 crc = new java.util.zip.CRC32();
            crc.update(content.getBytes(UTF_8));
            head.setMethod(ZipEntry.STORED);
            head.setSize(content.length());
            head.setCrc(crc.getValue());
          }
          zip.putNextEntry(head);
          zip.write(content.getBytes(UTF_8));
          zip.closeEntry();
        }
      }
    }
    return bytes.toByteArray();
  }

  private static List<String> read(byte[] bytes) {
    return read(bytes, null);
  }

  private static List<String> read(byte[] bytes, Charset encoding) {
    try (LineReader reader =
        new TextInput(encoding).of(new ByteArrayInputStream(bytes), "standard input")) {
      return reader.readLines();
    }
  }

  private static void assertRefused(byte[] bytes, Charset encoding, String message) {
    assertThatExceptionOfType(DragomanException.class)
        .isThrownBy(() -> read(bytes, encoding))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(DragomanException.Kind.DATA))
        .withMessage(message);
  }

  private static void assertRefused(byte[] bytes, String message) {
    assertRefused(bytes, null, message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void aByteOrderMarkSaysTheEncoding(String name) throws IOException {
    byte[] bytes = ("\uFEFF" + TEXT).getBytes(Charset.forName(name));

    assertThat(read(bytes)).isEqualTo(LINES);
    assertThat(read(gzip(bytes))).isEqualTo(LINES);
    assertThat(read(bytes, Charset.forName(name))).isEqualTo(LINES);
    assertThat(read("\uFEFF".getBytes(Charset.forName(name))).stream().filter(s -> !s.isEmpty()))
        .isEmpty();
  }

  @Test
  void whatIsPackedIsUnpackedWhateverItsName() throws IOException {
    byte[] text = TEXT.getBytes(UTF_8);
    for (byte[] bytes :
        List.of(gzip(text), zstd(text), zstd(gzip(text)), gzip(zstd(gzip(text))), text)) {
      assertThat(read(bytes)).isEqualTo(LINES);
      for (String name : List.of("a", "a.gz", "a.zst", "a.txt")) {
        Path file = Files.write(folder.resolve(name), bytes);
        assertThat(LineReader.readAll(file)).isEqualTo(LINES);
      }
    }
    assertRefused(
        gzip(gzip(gzip(gzip(text)))),
        "standard input is packed more than 3 times. Unpack it first.");
    assertThat(read(new byte[0])).isEmpty();
  }

  @Test
  void aTextOfAGivenEncodingIsDecoded() {
    assertThat(read("Fahrräder\nStraße".getBytes(ISO_8859_1), Charset.forName("windows-1252")))
        .containsExactly("Fahrräder", "Straße");
    assertThat(read(TEXT.getBytes(UTF_16LE), UTF_16LE)).isEqualTo(LINES);
    assertThat(read("日本\nです".getBytes(Charset.forName("Shift_JIS")), Charset.forName("Shift_JIS")))
        .containsExactly("日本", "です");
    String many = "ä日".repeat(30_000) + "\nb";
    assertThat(read(many.getBytes(Charset.forName("GB18030")), Charset.forName("GB18030")))
        .containsExactly("ä日".repeat(30_000), "b");
  }

  @Test
  void whatIsNotOfTheEncodingIsToldWithItsLine() {
    assertRefused(
        new byte[] {'a', '\n', 'b', (byte) 0x81, '\n'},
        Charset.forName("windows-1252"),
        "standard input, line 2: not windows-1252: byte 0x81 at byte offset 3 of the text (counted"
            + " from 0). Mend the text, or set 'encoding' to the one that it is of.");
    byte[] cut = new byte[] {'a', 0, 'b'};
    assertThatExceptionOfType(DragomanException.class)
        .isThrownBy(() -> read(cut, UTF_16LE))
        .withMessageStartingWith(
            "standard input, line 1: not UTF-16LE: byte 0x62 at byte offset 2");
    assertRefused(
        "\uFEFFa".getBytes(UTF_16BE),
        ISO_8859_1,
        "standard input begins with the byte order mark of UTF-16BE, but its encoding is said to be"
            + " ISO-8859-1. Leave the encoding out.");
  }

  @Test
  void aTextThatIsNotUtf8HasAGuess() {
    byte[] german = "Die Räder müssen größer werden.\n".repeat(5).getBytes(ISO_8859_1);
    assertRefused(
        german,
        "standard input, line 1: not UTF-8: byte 0xE4 at byte offset 5 of the line, 5 of the text"
            + " (both counted from 0). Convert the file to UTF-8, or set 'encoding', perhaps to"
            + " windows-1252.");
  }

  @Test
  void utf16WithoutAMarkIsToldByItsZeroBytes() {
    assertRefused(
        "Good morning.\n".getBytes(UTF_16LE),
        "standard input looks like UTF-16 without a byte order mark. Convert it to UTF-8, or set"
            + " 'encoding' to UTF-16LE.");
    assertRefused(
        "Good morning.\n".getBytes(UTF_16BE),
        "standard input looks like UTF-16 without a byte order mark. Convert it to UTF-8, or set"
            + " 'encoding' to UTF-16BE.");
    assertRefused(new byte[300], "standard input is binary data, not plain text. Give a text.");
    assertThat(read("a long line with one \0 in it".getBytes(UTF_8))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "word/document.xml | a Word document (DOCX)",
        "xl/workbook.xml | an Excel table (XLSX)",
        "ppt/presentation.xml | a PowerPoint presentation (PPTX)",
      })
  void officeDocumentsAreToldByTheirEntries(String entry, String document) throws IOException {
    assertRefused(
        zip(entry, "<x/>"),
        "standard input is "
            + document
            + ", not plain text. Save it as plain text in UTF-8, and give that.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/vnd.oasis.opendocument.text | an OpenDocument text (ODT)",
        "application/vnd.oasis.opendocument.spreadsheet | an OpenDocument table (ODS)",
        "application/epub+zip | an EPUB",
      })
  void openDocumentsAreToldByTheirType(String type, String document) throws IOException {
    assertRefused(
        zip("mimetype", type),
        "standard input is "
            + document
            + ", not plain text. Save it as plain text in UTF-8, and give that.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%PDF-1.7\\n%x | a PDF, not plain text. Take its text out first, for example with pdftotext.",
        "{\\rtf1\\ansi x} | an RTF document, not plain text. Save it as plain text in UTF-8, and give that.",
        "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1x | an old Office document (DOC, XLS, PPT), not plain text. Save it as plain text in UTF-8, and give that.",
        "\u0089PNG\\r\\n\u001a\\n | a PNG picture, not plain text. Give a text.",
        "\u00fd7zXZ\\0x | packed by xz, not plain text. Unpack it first, as in 'xz -dc FILE'.",
        "BZh91AY&SYx | packed by bzip2, not plain text. Unpack it first, as in 'bzip2 -dc FILE'.",
        "\u007fELFxxx | a program (ELF), not plain text. Give a text.",
        "MZ\u0090\\0\u0003\\0\\0\\0x | a program (EXE), not plain text. Give a text.",
      })
  void otherDataIsRefusedByName(String head, String message) {
    String bytes = head.replace("\\n", "\n").replace("\\r\n", "\r\n").replace("\\0", "\0");
    assertRefused(
        bytes.replace("PNG\\r", "PNG\r").getBytes(ISO_8859_1), "standard input is " + message);
  }

  @Test
  void aTarArchiveAndAPlainZipAreToldToo() throws IOException {
    byte[] tar = new byte[512];
    System.arraycopy("a.txt".getBytes(UTF_8), 0, tar, 0, 5);
    System.arraycopy("ustar\0".getBytes(UTF_8), 0, tar, 257, 6);
    assertRefused(
        tar,
        "standard input is a tar archive, not plain text. Unpack it, for example with tar -xf, and"
            + " give the text that is in it.");
    assertRefused(
        zip("a.txt", "a"),
        "standard input is a ZIP archive, not plain text. Unpack it, and give the text that is in"
            + " it.");
  }

  @Test
  void wordsThatBeginLikeDataAreText() {
    for (String text :
        List.of("BZh is a word", "MZ was here", "PK", "ID3 tags", "RIFF and raff", "GIF")) {
      assertThat(read(text.getBytes(UTF_8))).containsExactly(text);
    }
  }

  @Test
  void theFirstLineNeedsNotMoreBytesThanItsOwn() {
    InputStream pipe =
        new InputStream() {
          private final byte[] bytes = "first\nsecond\n".getBytes(UTF_8);
          private int next;

          @Override
          public int read() {
            if (next == 6) {
              throw new AssertionError("read behind the first line");
            }
            return bytes[next++];
          }

          @Override
          public int read(byte[] buffer, int from, int length) {
            buffer[from] = (byte) read();
            return 1;
          }
        };
    LineReader reader = TextInput.DEFAULT.of(pipe, "pipe");

    assertThat(reader.beginning()).isEqualTo("first\n");
    assertThat(reader.readLine()).isEqualTo("first");
  }

  @Test
  void theBeginningLosesNothing() {
    LineReader reader =
        TextInput.DEFAULT.of(
            new ByteArrayInputStream("\uFEFFa\r\nb".getBytes(UTF_8)), "standard input");

    assertThat(reader.beginning()).isEqualTo("a\r\nb");
    assertThat(reader.beginning()).isEqualTo("a\r\nb");
    assertThat(reader.readLines()).containsExactly("a", "b");
    assertThat(reader.lineNumber()).isEqualTo(2);
  }

  @Test
  void encodingsAreKnownByTheNamesOfJava() {
    assertThat(Encodings.named("latin1")).isEqualTo(ISO_8859_1);
    assertThat(Encodings.named("shift_jis")).isEqualTo(Charset.forName("Shift_JIS"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Encodings.named("windos-1252"))
        .withMessage(
            "there is no encoding 'windos-1252'. Did you mean 'windows-1252'? Give a name such as"
                + " UTF-16LE, windows-1252, Shift_JIS or GB18030");
    assertThatIllegalArgumentException().isThrownBy(() -> Encodings.named("no such thing"));
  }
}
