package org.dragoman.cli.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Short names for files and folders. */
public final class SystemNames {
  private SystemNames() {}

  /**
   * Returns the last part of each path without {@code .gz} or {@code .zst}. If two are equal,
   * enough parent folders are added to distinguish them; a path that was given twice gets a number.
   */
  public static List<String> of(List<Path> paths) {
    List<Path> whole = paths.stream().map(path -> path.toAbsolutePath().normalize()).toList();
    Map<Path, String> names = new LinkedHashMap<>();
    whole.forEach(path -> names.put(path, name(path, 1)));
    int deepest = whole.stream().mapToInt(Path::getNameCount).max().orElse(0);
    for (int parts = 2; parts <= deepest; parts++) {
      int more = parts;
      List<String> before = List.copyOf(names.values());
      names.replaceAll(
          (path, name) -> Collections.frequency(before, name) > 1 ? name(path, more) : name);
    }
    return numbered(whole.stream().map(path -> Objects.requireNonNull(names.get(path))).toList());
  }

  private static String name(Path path, int parts) {
    int count = path.getNameCount();
    if (count == 0) {
      return path.toString();
    }
    return path.subpath(Math.max(0, count - parts), count)
        .toString()
        .replaceFirst("\\.(gz|zst)$", "");
  }

  private static List<String> numbered(List<String> names) {
    List<String> unique = new ArrayList<>();
    for (String name : names) {
      String numbered = name;
      for (int i = 2; unique.contains(numbered); i++) {
        numbered = name + " (" + i + ")";
      }
      unique.add(numbered);
    }
    return unique;
  }
}
