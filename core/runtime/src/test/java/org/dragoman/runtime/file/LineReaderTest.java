package org.dragoman.runtime.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.dragoman.runtime.DragomanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineReaderTest {
  @TempDir Path folder;

  private static List<String> lines(byte[] bytes) {
    List<String> lines = new ArrayList<>();
    try (LineReader reader = LineReader.of(new ByteArrayInputStream(bytes), "text")) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
      assertThat(reader.lineNumber()).isEqualTo(lines.size());
    }
    return lines;
  }

  private static List<String> lines(String text) {
    return lines(text.getBytes(UTF_8));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static void assertData(Runnable action, String... parts) {
    assertThatExceptionOfType(DragomanException.class)
        .isThrownBy(action::run)
        .satisfies(e -> assertThat(e.kind()).isEqualTo(DragomanException.Kind.DATA))
        .satisfies(e -> assertThat(e.getMessage()).contains(parts));
  }

  @Test
  void endsLinesAtLfAndCrLfOnly() {
    assertThat(lines("a\nb\r\n\nc\rd\u2028e\u0085f\fg"))
        .containsExactly("a", "b", "", "c\rd\u2028e\u0085f\fg");
    assertThat(lines("")).isEmpty();
    assertThat(lines("\n")).containsExactly("");
    assertThat(lines("\r\n\r\n")).containsExactly("", "");
    assertThat(lines("a\n")).containsExactly("a");
  }

  @Test
  void dropsTheByteOrderMarkOfTheStartOnly() {
    assertThat(lines("\uFEFFa\n\uFEFFb")).containsExactly("a", "\uFEFFb");
    assertThat(lines("\uFEFF")).containsExactly("");
  }

  @Test
  void readsLinesLongerThanItsBufferAndEndsAtItsEdge() {
    String longLine = "\u00e4\u20ac\uD83D\uDE00x".repeat(50_000);
    String edge = "y".repeat((1 << 16) - 1);
    assertThat(lines(longLine + "\r\nb\n" + longLine)).containsExactly(longLine, "b", longLine);
    assertThat(lines(edge + "\r\nb")).containsExactly(edge, "b");
    assertThat(lines(edge + "\nb")).containsExactly(edge, "b");
  }

  @Test
  void keepsReplacementCharactersOfTheText() {
    assertThat(lines("a\uFFFDb\nc")).containsExactly("a\uFFFDb", "c");
  }

  @Test
  void namesLineAndOffsetOfTheFirstBadByte() {
    byte[] latin1 = "Stra\u00DFe".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    byte[] bytes = ("good\n" + "x".repeat(70_000) + "\n").getBytes(UTF_8);
    byte[] all = Arrays.copyOf(bytes, bytes.length + latin1.length);
    System.arraycopy(latin1, 0, all, bytes.length, latin1.length);
    assertData(
        () -> lines(all),
        "text, line 3",
        "byte 0xDF",
        "byte offset 4 of the line",
        (bytes.length + 4) + " of the text");
  }

  @Test
  void refusesOverlongSurrogateAndCutSequences() {
    assertData(
        () -> lines(new byte[] {'a', (byte) 0xC0, (byte) 0x80}), "line 1", "0xC0", "offset 1");
    assertData(() -> lines(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}), "0xED", "offset 0");
    assertData(() -> lines(new byte[] {'a', 'b', (byte) 0xE2, (byte) 0x82}), "0xE2", "offset 2");
    assertData(() -> lines(new byte[] {(byte) 0xE2, (byte) 0x82, '\n', 'a'}), "0xE2", "offset 0");
  }

  @Test
  void readsGzipAlsoOfSeveralMembers() throws IOException {
    Path file = folder.resolve("a.gz");
    ByteArrayOutputStream twice = new ByteArrayOutputStream();
    twice.write(gzip("a\nb\n"));
    twice.write(gzip("c"));
    Files.write(file, twice.toByteArray());
    assertThat(LineReader.readAll(file)).containsExactly("a", "b", "c");
  }

  @Test
  void explainsCutGzipAndReadsWhatIsOnlyCalledSo() throws IOException {
    byte[] whole = gzip("a line that is long enough to be cut\n".repeat(100));
    Path cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(whole, whole.length - 12));
    Path empty = Files.write(folder.resolve("empty.gz"), new byte[0]);
    Path plain = Files.writeString(folder.resolve("plain.gz"), "no gzip at all");
    assertData(() -> LineReader.readAll(cut), cut.toString(), "cut short");
    assertData(() -> LineReader.readAll(empty), empty.toString(), "cut short");
    assertThat(LineReader.readAll(plain)).containsExactly("no gzip at all");
  }

  private static byte[] zstd(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZstdOutputStream out = new ZstdOutputStream(bytes).setChecksum(true)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void readsZstdAlsoOfSeveralFrames() throws IOException {
    ByteArrayOutputStream twice = new ByteArrayOutputStream();
    twice.write(zstd("a\nb\n"));
    twice.write(zstd("c"));
    Path file = Files.write(folder.resolve("a.zst"), twice.toByteArray());
    assertThat(LineReader.readAll(file)).containsExactly("a", "b", "c");
  }

  @Test
  void explainsCutAndFalseZstd() throws IOException {
    StringBuilder text = new StringBuilder();
    new java.util.Random(1).ints(200_000, 'a', 'z').forEach(text::appendCodePoint);
    byte[] whole = zstd(text.toString());
    for (int length : new int[] {0, 3, 20, whole.length / 2, whole.length - 1}) {
      Path cut = Files.write(folder.resolve("cut.zst"), Arrays.copyOf(whole, length));
      assertData(
          () -> LineReader.readAll(cut),
          cut + " is cut short: its zstd data ends too soon. Copy or download it again.");
    }
    byte[] damaged = whole.clone();
    Arrays.fill(damaged, 1000, 5000, (byte) 77);
    Path altered = Files.write(folder.resolve("altered.zst"), damaged);
    Path plain = Files.writeString(folder.resolve("plain.zst"), "no zstd at all");
    assertData(() -> LineReader.readAll(altered), altered + " is not zstd or is damaged (");
    assertThat(LineReader.readAll(plain)).containsExactly("no zstd at all");
  }

  @Test
  void explainsWhatCannotBeOpened() throws IOException {
    Path missing = folder.resolve("missing.txt");
    assertData(() -> LineReader.open(missing), missing.toString(), "does not exist");
    assertData(() -> LineReader.open(folder), folder.toString(), "is a folder");
    Path below = Files.writeString(folder.resolve("a.txt"), "a").resolve("b.txt");
    assertData(() -> LineReader.open(below), below.toString(), "does not exist");
  }

  @Test
  void tellsBeforehandWhatCannotBeOpened() throws IOException {
    assertData(() -> InputFile.requireReadable(folder), folder.toString(), "is a folder");
    Path file = folder.resolve("a.txt");
    assertData(() -> InputFile.requireReadable(file), file.toString(), "does not exist");
    Files.writeString(file, "a");
    InputFile.requireReadable(file);
  }

  @Test
  void givesTheReasonAlsoWhereAFailureHasNoMessage() {
    InputStream interrupted =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new ClosedByInterruptException();
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            throw new ClosedByInterruptException();
          }
        };
    assertData(
        LineReader.of(interrupted, "text")::readLine,
        "text cannot be read: java.nio.channels.ClosedByInterruptException");
  }

  @Test
  void explainsWhatMayNotBeRead() throws IOException {
    Path file = Files.writeString(folder.resolve("secret.txt"), "a");
    assertThat(file.toFile().setReadable(false)).isTrue();
    assumeFalse(Files.isReadable(file), "this user may read everything");
    assertData(() -> LineReader.open(file), file.toString(), "permission denied");
  }

  @Test
  void readsPairs() throws IOException {
    Path source = Files.writeString(folder.resolve("a"), "1\n2\n");
    Path target = Files.writeString(folder.resolve("b"), "eins\nzwei");
    try (ParallelReader reader = ParallelReader.open(source, target)) {
      assertThat(reader.next()).isEqualTo(new SentencePair("1", "eins"));
      assertThat(reader.next()).isEqualTo(new SentencePair("2", "zwei"));
      assertThat(reader.next()).isNull();
      assertThat(reader.lineNumber()).isEqualTo(2);
    }
  }

  @Test
  void namesBothCountsWhereFilesDiffer() throws IOException {
    Path two = Files.writeString(folder.resolve("two"), "1\n2\n");
    Path five = Files.writeString(folder.resolve("five"), "1\n2\n3\n4\n5\n");
    assertData(() -> drain(two, five), two + " has 2 lines", five + " has 5");
    assertData(() -> drain(five, two), five + " has 5 lines", two + " has 2");
  }

  private static void drain(Path source, Path target) {
    try (ParallelReader reader = ParallelReader.open(source, target)) {
      while (reader.next() != null) {
        // until it throws
      }
    }
  }
}
