package org.dragoman.runtime.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs TorchScript source into the archive that the engine loads: an uncompressed zip of the code,
 * a pickled module without weights, an empty table of constants, and the format's version.
 */
final class TorchScriptArchive {
  private static final String FOLDER = "kernels/";

  private TorchScriptArchive() {}

  static byte[] of(byte[] code) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setMethod(ZipOutputStream.STORED);
      put(zip, "data.pkl", module());
      put(zip, "code/__torch__.py", code);
      put(zip, "constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
      put(zip, "byteorder", ascii("little"));
      put(zip, "version", ascii("3\n"));
    }
    return bytes.toByteArray();
  }

  /** A protocol-2 pickle of {@code __torch__.Kernels} with the two attributes every module has. */
  private static byte[] module() throws IOException {
    ByteArrayOutputStream pickle = new ByteArrayOutputStream();
    pickle.write(new byte[] {(byte) 0x80, 2});
    pickle.write(ascii("c__torch__\nKernels\n)"));
    pickle.write(0x81);
    pickle.write(ascii("}("));
    text(pickle, "training");
    pickle.write(0x88);
    text(pickle, "_is_full_backward_hook");
    pickle.write(ascii("Nub."));
    return pickle.toByteArray();
  }

  private static void text(ByteArrayOutputStream pickle, String value) throws IOException {
    pickle.write('X');
    pickle.write(new byte[] {(byte) value.length(), 0, 0, 0});
    pickle.write(ascii(value));
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(FOLDER + name);
    CRC32 crc = new CRC32();
    crc.update(content);
    entry.setCrc(crc.getValue());
    entry.setSize(content.length);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
