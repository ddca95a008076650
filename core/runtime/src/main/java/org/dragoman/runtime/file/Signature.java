package org.dragoman.runtime.file;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Kinds of data that are not text, recognized by their first bytes. */
enum Signature {
  GZIP("gzip", hex("1F8B08")),
  /** The second pattern is the start of a skippable frame. */
  ZSTD("zstd", hex("28B52FFD"), pattern("[\\x50-\\x5F]\\x2A\\x4D\\x18")),
  ZIP("a ZIP archive", "Unpack it, and give the text that is in it.", hex("504B0304")),
  EMPTY_ZIP("an empty ZIP archive", "Give a text.", hex("504B0506")),
  PDF("a PDF", "Take its text out first, for example with pdftotext.", ascii("%PDF-")),
  POSTSCRIPT("PostScript", Advice.SAVE, ascii("%!PS")),
  RTF("an RTF document", Advice.SAVE, ascii("{\\rtf")),
  OLE2("an old Office document (DOC, XLS, PPT)", Advice.SAVE, hex("D0CF11E0A1B11AE1")),
  PNG("a PNG picture", Advice.TEXT, hex("89504E470D0A1A0A")),
  JPEG("a JPEG picture", Advice.TEXT, hex("FFD8FF")),
  GIF("a GIF picture", Advice.TEXT, ascii("GIF87a"), ascii("GIF89a")),
  TIFF("a TIFF picture", Advice.TEXT, hex("49492A00"), hex("4D4D002A")),
  RIFF("sound, a film or a picture (RIFF)", Advice.TEXT, pattern("RIFF.{4}(WAVE|AVI |WEBP)")),
  OGG("sound or a film (Ogg)", Advice.TEXT, hex("4F67675300")),
  MP3("sound (MP3)", Advice.TEXT, pattern("ID3[\\x02-\\x04]\\x00")),
  MP4("a film or sound (MP4)", Advice.TEXT, pattern("\\x00\\x00.{2}ftyp")),
  XZ("packed by xz", Advice.unpack("xz"), hex("FD377A585A00")),
  BZIP2("packed by bzip2", Advice.unpack("bzip2"), pattern("BZh[1-9](1AY&SY|\\x17rE8P\\x90)")),
  LZ4("packed by lz4", Advice.unpack("lz4"), hex("04224D18")),
  COMPRESS("packed by compress", Advice.unpack("gzip"), hex("1F9D")),
  SEVEN_ZIP("a 7z archive", "Unpack it, and give the text that is in it.", hex("377ABCAF271C")),
  RAR("a RAR archive", "Unpack it, and give the text that is in it.", hex("526172211A07")),
  TAR(
      "a tar archive",
      "Unpack it, for example with tar -xf, and give the text that is in it.",
      pattern(".{257}ustar[\\x00 ]")),
  ELF("a program (ELF)", Advice.TEXT, hex("7F454C46")),
  MACH_O("a program (Mach-O)", Advice.TEXT, hex("CFFAEDFE"), hex("CEFAEDFE")),
  EXE("a program (EXE)", Advice.TEXT, pattern("MZ.{0,62}\\x00\\x00.*")),
  CLASS("a Java class", Advice.TEXT, hex("CAFEBABE")),
  SQLITE("an SQLite database", Advice.TEXT, ascii("SQLite format 3\0")),
  PARQUET("a Parquet table", "Write its text to a file first.", pattern("PAR1[\\x00-\\x1F].*"));

  /** What a user can do about it. */
  private static final class Advice {
    static final String TEXT = "Give a text.";
    static final String SAVE = "Save it as plain text in UTF-8, and give that.";

    static String unpack(String program) {
      return "Unpack it first, as in '" + program + " -dc FILE'.";
    }
  }

  /** The greatest number of bytes needed to recognize packed data. */
  private static final int LONGEST_MAGIC = 4;

  private final String words;
  private final String advice;
  private final Pattern[] patterns;

  Signature(String words, Pattern... patterns) {
    this(words, "", patterns);
  }

  Signature(String words, String advice, Pattern... patterns) {
    this.words = words;
    this.advice = advice;
    this.patterns = patterns;
  }

  /** Returns the kind of data that begins like this; empty if it may be text. */
  static Optional<Signature> of(byte[] head) {
    String bytes = new String(head, StandardCharsets.ISO_8859_1);
    return Arrays.stream(values()).filter(signature -> signature.fits(bytes)).findFirst();
  }

  private boolean fits(String bytes) {
    return Arrays.stream(patterns).anyMatch(pattern -> pattern.matcher(bytes).lookingAt());
  }

  /** Returns whether these may be the first bytes of packed data, but too few to recognize it. */
  static boolean isCut(byte[] head) {
    String bytes = new String(head, StandardCharsets.ISO_8859_1);
    return "\u001f\u008b\u0008".startsWith(bytes) || "(\u00b5/\u00fd".startsWith(bytes);
  }

  /** Returns whether the first {@code size} bytes are the beginning of data that we unpack. */
  static boolean isPacked(byte[] head, int size) {
    return of(Arrays.copyOf(head, Math.min(size, LONGEST_MAGIC)))
        .filter(Signature::isUnpacked)
        .isPresent();
  }

  /** Returns whether we unpack this kind of data. */
  boolean isUnpacked() {
    return this == GZIP || this == ZSTD;
  }

  /** Says what it is and what to do: the rest of a message that begins with a name. */
  String problem(byte[] head) {
    return (this == ZIP ? ZipContent.of(head) : Optional.<String>empty())
        .map(document -> "is " + document + ", not plain text. " + Advice.SAVE)
        .orElse("is " + words + ", not plain text. " + advice);
  }

  private static Pattern hex(String hex) {
    return pattern(hex.replaceAll("..", "\\\\x$0"));
  }

  private static Pattern ascii(String text) {
    return Pattern.compile(Pattern.quote(text));
  }

  /** Compiles a pattern of bytes; each byte is a character from 0 to 255. */
  private static Pattern pattern(String regex) {
    return Pattern.compile(regex, Pattern.DOTALL);
  }
}
