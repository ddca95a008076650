package org.dragoman.plugins.tokenizers;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.util.ClasspathResourceLoader;
import org.apache.lucene.util.ResourceLoader;

/**
 * Opens the files that arguments of Lucene components name. These are texts of the configuration,
 * which go with it into a bundle, and Lucene's own files and classes. It opens no others: a bundle
 * must not run code or read files of the machine.
 */
final class InlineFiles implements ResourceLoader {
  private static final String OWN_FILES = "org/apache/lucene/";
  private static final List<String> OWN_CLASSES =
      List.of("org.apache.lucene.", "org.tartarus.snowball.");

  private static final ClassLoader LOADER = Tokenizer.class.getClassLoader();

  private final Map<String, String> texts;
  private final Set<String> read = new HashSet<>();

  InlineFiles(Map<String, String> texts) {
    this.texts = texts;
  }

  @Override
  public InputStream openResource(String name) throws IOException {
    String text = texts.get(name);
    if (text != null) {
      read.add(name);
      return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
    boolean named = name.startsWith(OWN_FILES) && !name.contains("..");
    InputStream own = named ? LOADER.getResourceAsStream(name) : null;
    if (own == null) {
      throw new IOException(
          "the file '%s' is not given. Write its text as files: {%s: ...}; given: %s"
              .formatted(name, name, texts.isEmpty() ? "none" : String.join(", ", texts.keySet())));
    }
    return own;
  }

  @Override
  public <T> Class<? extends T> findClass(String name, Class<T> type) {
    if (OWN_CLASSES.stream().noneMatch(name::startsWith)) {
      throw new IllegalArgumentException("'" + name + "' is no class of Lucene's");
    }
    return new ClasspathResourceLoader(LOADER).findClass(name, type);
  }

  /**
   * Checks that every text has been read.
   *
   * @throws IllegalArgumentException if one has not
   */
  void requireAllRead() {
    Set<String> unread = new TreeSet<>(texts.keySet());
    unread.removeAll(read);
    if (!unread.isEmpty()) {
      throw new IllegalArgumentException(
          "files: no argument names %s. Take it out, or name it in one."
              .formatted(String.join(", ", unread)));
    }
  }
}
