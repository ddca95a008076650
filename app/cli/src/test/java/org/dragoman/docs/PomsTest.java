package org.dragoman.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
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

  @Test
  void theDependencyOfTheGuideHasTheProjectsVersion() throws Exception {
    Document shown = parse(onlyXmlOf("docs/guide.md"));

    assertThat(text(shown.getDocumentElement(), "version")).isEqualTo(VERSION);
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
