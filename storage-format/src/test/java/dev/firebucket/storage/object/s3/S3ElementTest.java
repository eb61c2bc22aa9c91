package dev.firebucket.storage.object.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How S3's documents are read.
class S3ElementTest {
  private static S3Element parse(String document) throws IOException {
    return S3Element.parse(document.getBytes(UTF_8));
  }

  @Test
  void childrenAreFoundByTheirNames() throws Exception {
    S3Element page =
        parse(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
              <Contents><Key>a&amp;b</Key><Owner><ID>x</ID></Owner></Contents>
              <IsTruncated>true</IsTruncated>
              <Contents><Key><![CDATA[<c>]]></Key></Contents>
            </ListBucketResult>
            """);

    assertThat(page.name()).isEqualTo("ListBucketResult");
    assertThat(page.of("IsTruncated")).isEqualTo("true");
    assertThat(page.of("NextContinuationToken")).isEmpty();
    assertThat(page.all("Contents").map(object -> object.of("Key"))).containsExactly("a&b", "<c>");
  }

  @Test
  void textsAreEscapedAsTheyAreRead() throws Exception {
    String hostile = "a&b<c>d]]>\"'&amp;";

    assertThat(parse("<Key>" + S3Element.escaped(hostile) + "</Key>").text()).isEqualTo(hostile);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no xml", "<a>", "<a></b>", "<?xml version=\"1.0\"?>"})
  void whatIsNoDocumentIsAnError(String text) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("the store's answer is");
  }

  @Test
  void aDocumentCannotNameAFileOfThisMachine() {
    assertThatThrownBy(
            () ->
                parse("<!DOCTYPE a [<!ENTITY f SYSTEM \"file:///etc/hostname\">]><a>&f;</a>")
                    .text())
        .isInstanceOf(IOException.class);
  }

  @Test
  void aDocumentCannotBeDeep() {
    assertThatThrownBy(() -> parse("<a>".repeat(100_000)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nested more than 16 deep");
  }
}
