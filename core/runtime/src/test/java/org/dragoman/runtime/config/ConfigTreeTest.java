package org.dragoman.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.dragoman.runtime.DragomanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTreeTest {
  @TempDir Path folder;

  private static ConfigTree parse(String yaml) {
    return ConfigTree.parse(yaml, "my.yaml");
  }

  private static void fails(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(DragomanException.class).hasMessage(message);
  }

  @Test
  void loadsAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("a.yaml"), "# A comment.\na: {b: [1, größer]}\n");
    assertThat(ConfigTree.load(file).root()).hasToString("{\"a\":{\"b\":[1,\"größer\"]}}");
    assertThat(ConfigTree.load(file).name()).isEqualTo(file.toString());
  }

  @Test
  void refusesAFileThatCannotBeRead() throws IOException {
    Path missing = folder.resolve("missing.yaml");
    fails(() -> ConfigTree.load(missing), "The configuration file " + missing + " does not exist.");
    fails(
        () -> ConfigTree.load(folder),
        folder + " is a directory; expected a configuration file in YAML.");
    Path latin = Files.write(folder.resolve("latin.yaml"), new byte[] {'a', ':', (byte) 0xe4});
    fails(() -> ConfigTree.load(latin), latin + ": not UTF-8 text. Save it as UTF-8.");
  }

  @Test
  void saysWhereTheSyntaxIsBroken() {
    fails(
        () -> parse("a: 1\nb: [1, 2\nc: 3\n"),
        "my.yaml, line 3, column 2: while parsing a flow sequence: expected ',' or ']', but got :");
    fails(
        () -> parse("a:\n\tb: 1\n"),
        "my.yaml, line 2, column 1: while scanning for the next token: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)");
  }

  @Test
  void refusesAKeyThatStandsTwice() {
    fails(
        () -> parse("a:\n  b: 1\n  b: 2\n"),
        "my.yaml, line 3, column 4: a second key of the same name, 'b'");
  }

  @Test
  void refusesWhatIsNoMapping() {
    String message = "my.yaml: expected a configuration, lines of the form 'key: value'.";
    fails(() -> parse(""), message);
    fails(() -> parse("# Nothing.\n"), message);
    fails(() -> parse("- a\n"), message);
  }

  @Test
  void refusesAliasesAndSecondDocuments() {
    fails(
        () -> parse("a: &x 1\nb: *x\n"),
        "my.yaml, line 2, column 4: aliases (*name) are not supported. Write the value out.");
    fails(
        () -> parse("a: 1\n---\nb: 1\n"),
        "my.yaml, line 3, column 1: a second document begins; expected only one");
  }

  @Test
  void readsWordsAsText() {
    assertThat(parse("{a: no, b: on, c: y, d: true}").root())
        .hasToString("{\"a\":\"no\",\"b\":\"on\",\"c\":\"y\",\"d\":true}");
  }

  @Test
  void overrides() {
    ConfigTree tree = parse("{a: {b: 1, c: 2}, d: null}");
    ConfigTree changed =
        tree.override(List.of("a.b=[x, 2]", "d.e.f=", "g=x=y", "a.c=1", "a.c={type: z}"));
    assertThat(changed.root())
        .hasToString(
            "{\"a\":{\"b\":[\"x\",2],\"c\":{\"type\":\"z\"}},\"d\":{\"e\":{\"f\":null}},\"g\":\"x=y\"}");
    assertThat(tree.root()).hasToString("{\"a\":{\"b\":1,\"c\":2},\"d\":null}");
  }

  @Test
  void refusesAnOverrideOfAnotherForm() {
    for (String wrong : List.of("a", "=1", "a..b=1", ".a=1", "a b=1", "")) {
      fails(
          () -> parse("a: 1").override(List.of(wrong)),
          "Override '%s': expected path.to.key=value, for example training.seed=7."
              .formatted(wrong));
    }
    fails(
        () -> parse("{text: {tokenizer: word}}").override(List.of("text.tokenizer.mode=fast")),
        "Override text.tokenizer.mode: text.tokenizer is 'word', which has no keys. Set the whole of it: text.tokenizer={...}.");
    assertThatThrownBy(() -> parse("a: 1").override(List.of("a=[1")))
        .isInstanceOf(DragomanException.class)
        .hasMessageStartingWith("Override 'a=[1', line 1, column ");
  }

  @Test
  void putsTheDataFolderIn() {
    assertThat(parse("{a: ['${DATA}/x', 1], b: {c: '${DATA}${DATA}'}}").resolve("/d$1\\").root())
        .isEqualTo(parse("{a: ['/d$1\\/x', 1], b: {c: '/d$1\\/d$1\\'}}").root());
    assertThat(parse("a: b").resolve(null).root()).hasToString("{\"a\":\"b\"}");
  }

  @Test
  void refusesAVariableWithoutValue() {
    fails(
        () -> parse("{data: {train: ['${DATA}/x']}}").resolve(null),
        "my.yaml: data.train[0] needs the value of ${DATA}, the data folder. Give it, or set the environment variable DATA.");
    fails(
        () -> parse("{data: '${HOME}/x'}").resolve("d"),
        "my.yaml: Unknown variable ${HOME} at data. The only one is ${DATA}.");
  }
}
