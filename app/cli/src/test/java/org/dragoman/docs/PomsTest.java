package org.dragoman.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The POMs that the documentation shows are of the project's versions. */
class PomsTest {
  private static final String VERSION = System.getProperty("dragoman.version");

  @Test
  void thePomOfAPluginHasTheProjectsVersions() throws Exception {
    Document shown = parse(onlyXmlOf("plugins/example/README.md"));
    Document project = parse(Documents.read(Documents.ROOT.resolve("pom.xml")));

    assertThat(text(shown.getDocumentElement(), "dragoman.version")).isEqualTo(VERSION);
    assertThat(text(shown.getDocumentElement(), "maven.compiler.release"))
        .isEqualTo(text(project.getDocumentElement(), "maven.compiler.release"));
    assertThat(plugins(shown)).isNotEmpty();
    assertThat(plugins(project)).containsAllEntriesOf(plugins(shown));
  }

  /** {@link ConsumerIT} builds it, which would find no other version of Dragoman. */
  @Test
  void thePomOfAProgramHasTheProjectsVersions() throws Exception {
    Document project = parse(Documents.read(Documents.ROOT.resolve("pom.xml")));
    List<String> blocks = Documents.blocks(Documents.ROOT.resolve("docs/java.md"), "xml");
    Document shown = parse(blocks.get(0));

    assertThat(plugins(shown)).isNotEmpty();
    assertThat(plugins(project)).containsAllEntriesOf(plugins(shown));
    assertThat(blocks.get(0)).contains("<version>" + property(project, "slf4j.version"));
    assertThat(blocks.get(1)).contains("dragoman-bom", "<version>" + VERSION + "</version>");
    assertThat(Documents.read(Documents.ROOT.resolve("docs/java.md")))
        .contains("    <version>" + property(project, "pytorch.version") + "</version>");
  }

  @Test
  void theBomHasAllThatIsPublished() throws Exception {
    Document project = parse(Documents.read(Documents.ROOT.resolve("pom.xml")));
    Document bom = parse(Documents.read(Documents.ROOT.resolve("app/bom/pom.xml")));
    List<String> published = new ArrayList<>();
    for (String module : texts(project.getDocumentElement(), "module")) {
      Element pom =
          parse(Documents.read(Documents.ROOT.resolve(module).resolve("pom.xml")))
              .getDocumentElement();
      if (!module.equals("app/bom") && texts(pom, "maven.deploy.skip").isEmpty()) {
        published.add(childText(pom, "artifactId"));
      }
    }

    Element root = bom.getDocumentElement();
    List<String> managed = texts(managed(root), "artifactId");
    assertThat(managed)
        .filteredOn(artifact -> artifact.startsWith("dragoman"))
        .containsExactlyInAnyOrderElementsOf(published);
    assertThat(managed).filteredOn("pytorch-native-cpu"::equals).hasSize(4);
    assertThat(texts(managed(root), "version"))
        .containsOnly("${project.version}", property(project, "pytorch.version"));
    assertThat(childText(root, "version")).isEqualTo(VERSION);
  }

  /** It has no parent to take them from. */
  @ParameterizedTest
  @ValueSource(strings = {"url", "licenses", "developers", "scm", "issueManagement"})
  void theBomSaysOfTheProjectWhatTheParentDoes(String element) throws Exception {
    Document project = parse(Documents.read(Documents.ROOT.resolve("pom.xml")));
    Document bom = parse(Documents.read(Documents.ROOT.resolve("app/bom/pom.xml")));

    assertThat(childText(bom.getDocumentElement(), element))
        .isNotEmpty()
        .isEqualTo(childText(project.getDocumentElement(), element));
  }

  private static Element managed(Element project) {
    return (Element) project.getElementsByTagName("dependencyManagement").item(0);
  }

  private static String property(Document pom, String name) {
    return text(pom.getDocumentElement(), name);
  }

  private static List<String> texts(Element parent, String tag) {
    NodeList found = parent.getElementsByTagName(tag);
    return IntStream.range(0, found.getLength())
        .mapToObj(i -> found.item(i).getTextContent().strip())
        .toList();
  }

  /** The text of the element right below another, white space apart. */
  private static String childText(Element parent, String tag) {
    NodeList children = parent.getChildNodes();
    return IntStream.range(0, children.getLength())
        .mapToObj(children::item)
        .filter(child -> child.getNodeName().equals(tag))
        .map(child -> child.getTextContent().strip().replaceAll("\\s+", " "))
        .findFirst()
        .orElse("");
  }

  private static String onlyXmlOf(String page) {
    List<String> blocks = Documents.blocks(Path.of(Documents.ROOT.toString(), page), "xml");
    assertThat(blocks).hasSize(1);
    return blocks.get(0);
  }

  private static Document parse(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  private static Map<String, String> plugins(Document pom) {
    Map<String, String> versions = new TreeMap<>();
    NodeList plugins = pom.getElementsByTagName("plugin");
    for (int i = 0; i < plugins.getLength(); i++) {
      Element plugin = (Element) plugins.item(i);
      if (plugin.getElementsByTagName("version").getLength() > 0) {
        versions.put(text(plugin, "artifactId"), text(plugin, "version"));
      }
    }
    return versions;
  }

  private static String text(Element parent, String tag) {
    return parent.getElementsByTagName(tag).item(0).getTextContent().strip();
  }
}
