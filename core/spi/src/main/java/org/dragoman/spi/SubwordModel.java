package org.dragoman.spi;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Cuts tokens to the pieces of a vocabulary of bounded size. May be used from several threads at
 * once.
 */
public interface SubwordModel {
  /** The pieces of the tokens; {@code decode(encode(x))} equals x. */
  List<String> encode(List<String> tokens);

  /** The tokens of pieces; takes any pieces, also ones that {@link #encode} would never give. */
  List<String> decode(List<String> pieces);

  /** Writes the model in its usual file format. */
  void save(OutputStream out) throws IOException;

  /** Type, size and options in one line, for a manifest. */
  String signature();
}
