package dev.firebucket.storage.object.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// An element of what S3 answers in XML: small documents, a few levels deep, without attributes
/// that matter.
///
/// @param text directly in it, joined
/// @param children in their order
record S3Element(String name, String text, List<S3Element> children) {
  private static final int DEEPEST = 16;

  private static final class Open {
    final String name;
    final StringBuilder text = new StringBuilder();
    final List<S3Element> children = new ArrayList<>();

    Open(String name) {
      this.name = name;
    }

    S3Element closed() {
      return new S3Element(name, text.toString(), children);
    }
  }

  /// The outermost element of a document; documents cannot name other files.
  ///
  /// @throws IOException when it is no XML, or is deeper than S3's
  static S3Element parse(byte[] document) throws IOException {
    try {
      XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
      factory.setProperty(XMLInputFactory.IS_COALESCING, true);
      XMLStreamReader reader =
          factory.createXMLStreamReader(new ByteArrayInputStream(document), "UTF-8");
      try {
        return parse(reader);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      throw new IOException("the store's answer is not XML: " + e.getMessage(), e);
    }
  }

  private static S3Element parse(XMLStreamReader reader) throws XMLStreamException, IOException {
    Deque<Open> open = new ArrayDeque<>();
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> open.push(new Open(reader.getLocalName()));
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (!open.isEmpty()) {
            open.element().text.append(reader.getText());
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          S3Element closed = open.pop().closed();
          if (open.isEmpty()) {
            return closed;
          }
          open.element().children.add(closed);
        }
        default -> {
          // Comments and instructions say nothing.
        }
      }
      if (open.size() > DEEPEST) {
        throw new IOException("the store's answer is nested more than %d deep".formatted(DEEPEST));
      }
    }
    throw new IOException("the store's answer is empty");
  }

  /// The children of a name.
  Stream<S3Element> all(String child) {
    return children.stream().filter(element -> element.name.equals(child));
  }

  /// The text of the first child of a name; empty without one.
  String of(String child) {
    return all(child).map(S3Element::text).findFirst().orElse("");
  }

  /// A text in XML.
  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
