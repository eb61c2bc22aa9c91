package dev.firebucket.ruletest;

import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Verdicts as JUnit's XML, which most systems that run builds show: a suite for each file, a case
/// for each group.
public final class JUnitReport {
  private JUnitReport() {}

  /// @param time of the run
  public static String of(List<FileVerdict> files, Instant time) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartElement("testsuites");
      for (FileVerdict file : files) {
        suite(xml, file, time);
      }
      xml.writeEndElement();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a text takes all that is written", e);
    }
    return text.toString();
  }

  private static void suite(XMLStreamWriter xml, FileVerdict file, Instant time)
      throws XMLStreamException {
    boolean ran = file.error().isEmpty();
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", file.file());
    xml.writeAttribute("tests", String.valueOf(ran ? file.groups().size() : 1));
    xml.writeAttribute("failures", String.valueOf(ran ? file.failures().size() : 0));
    xml.writeAttribute("errors", ran ? "0" : "1");
    xml.writeAttribute("skipped", "0");
    xml.writeAttribute("timestamp", time.truncatedTo(ChronoUnit.SECONDS).toString());
    if (!ran) {
      testCase(xml, "unknown", "error", List.of(file.error()));
    }
    for (GroupVerdict group : file.groups()) {
      testCase(xml, group.name(), "failure", group.failures());
    }
    xml.writeEndElement();
  }

  private static void testCase(
      XMLStreamWriter xml, String name, String element, List<String> problems)
      throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("name", name);
    for (String problem : problems) {
      xml.writeStartElement(element);
      xml.writeCharacters(problem);
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }
}
