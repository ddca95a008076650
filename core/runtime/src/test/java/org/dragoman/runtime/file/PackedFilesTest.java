package org.dragoman.runtime.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.dragoman.runtime.DragomanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compressed files of several parts, whole and damaged. */
class PackedFilesTest {
  @TempDir Path folder;

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static byte[] zstd(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZstdOutputStream out = new ZstdOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  /** As the format has it: a magic number, a size and bytes to pass over. */
  private static byte[] skippable() {
    return new byte[] {0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 'a', 'n', 'y'};
  }

  private static byte[] joined(byte[]... parts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.write(part);
    }
    return bytes.toByteArray();
  }

  private List<String> lines(String ending, byte[]... parts) throws IOException {
    return LineReader.readAll(Files.write(folder.resolve("a." + ending), joined(parts)));
  }

  private void assertRefused(String reason, String ending, byte[]... parts) {
    assertThatExceptionOfType(DragomanException.class)
        .isThrownBy(() -> lines(ending, parts))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(DragomanException.Kind.DATA))
        .withMessageStartingWith(folder.resolve("a." + ending) + " is ")
        .withMessageContaining(reason);
  }

  @Test
  void membersFollowEachOther() throws IOException {
    assertThat(lines("gz", gzip("a\nb"), gzip("c\n"), gzip("d"))).containsExactly("a", "bc", "d");
  }

  @Test
  void emptyMembersAndZerosAtTheEndAreFine() throws IOException {
    assertThat(lines("gz", gzip(""), gzip("a\n"), gzip(""), gzip(""), gzip("b\n"), gzip("")))
        .containsExactly("a", "b");
    assertThat(lines("gz", gzip("a\n"), new byte[1])).containsExactly("a");
    assertThat(lines("gz", gzip("a\n"), new byte[100_000])).containsExactly("a");
    assertThat(lines("gz", gzip(""))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {'x', 0xff, 0x1e})
  void aStrayByteBetweenMembersIsToldWithItsPlace(int stray) throws IOException {
    byte[] first = gzip("a\n");
    assertRefused(
        "damaged (at byte " + first.length, "gz", first, new byte[] {(byte) stray}, gzip("b\n"));
    assertRefused("damaged (at byte " + first.length, "gz", first, new byte[] {(byte) stray});
  }

  @Test
  void somethingAfterZerosIsToldWithItsPlace() throws IOException {
    byte[] first = gzip("a\n");
    assertRefused("at byte " + (first.length + 7), "gz", first, new byte[7], gzip("b\n"));
    byte[] both = joined(first, gzip("b\n"));
    assertRefused("at byte " + both.length, "gz", both, new byte[] {'x'});
  }

  @Test
  void aSecondMemberCutAnywhereIsTold() throws IOException {
    byte[] first = gzip("a\n");
    byte[] second = gzip("b\n");
    for (int length = 1; length < second.length; length++) {
      assertRefused("cut short", "gz", first, Arrays.copyOf(second, length));
    }
  }

  @Test
  void anAlteredMemberIsToldWithItsPlace() throws IOException {
    byte[] first = gzip("a\n");
    byte[] second = gzip("b and more\n");
    second[second.length - 6] ^= 1; // of the checksum
    assertRefused("in the member that begins at byte " + first.length, "gz", first, second);
    byte[] unknown = gzip("b\n");
    unknown[2] = 7; // the method
    assertRefused("in the member that begins at byte " + first.length, "gz", first, unknown);
  }

  @Test
  void manyLargeMembersAreWhole() throws IOException {
    Random random = new Random(1);
    byte[] text = new byte[300_000];
    random.nextBytes(text);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    for (int from = 0; from < text.length; ) {
      int to = Math.min(text.length, from + 1 + random.nextInt(40_000));
      try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
        out.write(text, from, to - from);
      }
      expected.write(text, from, to - from);
      from = to;
    }
    Path file = Files.write(folder.resolve("large.gz"), packed.toByteArray());
    try (InputStream in = InputFile.open(file)) {
      assertThat(in.readAllBytes()).isEqualTo(expected.toByteArray());
    }
    byte[] stray = joined(packed.toByteArray(), new byte[] {'?'});
    Files.write(file, stray);
    assertThatExceptionOfType(DragomanException.class)
        .isThrownBy(() -> LineReader.of(InputFile.open(file), "large").readLines());
    try (InputStream in =
        new GzipMembers(new java.io.BufferedInputStream(new ByteArrayInputStream(stray)))) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(in::readAllBytes)
          .withMessageContaining("at byte " + packed.size());
    }
  }

  @Test
  void framesOfZstdFollowEachOtherAndSomeArePassedOver() throws IOException {
    assertThat(lines("zst", skippable(), zstd("a\nb"), zstd(""), skippable(), zstd("c\n")))
        .containsExactly("a", "bc");
    assertThat(lines("zst", zstd("a\n"), skippable())).containsExactly("a");
  }

  @Test
  void manyLargeFramesOfZstdAreWhole() throws IOException {
    Random random = new Random(2);
    StringBuilder text = new StringBuilder();
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    for (int frame = 0; frame < 5; frame++) {
      StringBuilder part = new StringBuilder();
      for (int i = 0; i < 60_000; i++) {
        part.append((char) ('a' + random.nextInt(26))).append(random.nextInt(9) == 0 ? "\n" : "");
      }
      text.append(part);
      packed.write(zstd(part.toString()));
      packed.write(skippable());
    }
    Path file = Files.write(folder.resolve("large.zst"), packed.toByteArray());
    try (InputStream in = InputFile.open(file)) {
      assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo(text.toString());
    }
  }

  @Test
  void trashAfterAFrameOfZstdIsTold() throws IOException {
    String place = "damaged (at byte " + zstd("a\n").length;
    assertRefused(place, "zst", zstd("a\n"), "trash, and more of it".getBytes(UTF_8));
    assertRefused("cut short", "zst", zstd("a\n"), new byte[] {'x'});
    assertRefused(place, "zst", zstd("a\n"), new byte[] {'x'}, zstd("b\n"));
    assertRefused(place, "zst", zstd("a\n"), new byte[5]);
  }

  @Test
  void aSecondFrameOfZstdCutAnywhereIsTold() throws IOException {
    byte[] second = zstd("b\n");
    for (int length = 1; length < second.length; length++) {
      assertRefused("cut short", "zst", zstd("a\n"), Arrays.copyOf(second, length));
    }
    byte[] passedOver = skippable();
    for (int length = 1; length < passedOver.length; length++) {
      assertRefused("cut short", "zst", zstd("a\n"), Arrays.copyOf(passedOver, length));
    }
  }
}
