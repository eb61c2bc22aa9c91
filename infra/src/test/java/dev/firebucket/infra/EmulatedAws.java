package dev.firebucket.infra;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// An emulator of AWS, asked in AWS's own protocols. It checks no signature, and learns from the
/// header which service is meant.
///
/// @param name for messages
/// @param url where all services listen
/// @param sender sends a request
/// @param log of the emulator
record EmulatedAws(String name, String url, Sender sender, Path log) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int END_OF_LOG = 4000;
  private static final int STACK_WITHIN_SECONDS = 120;

  /// Sends a request and returns the answer, whatever its status.
  interface Sender {
    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException;
  }

  /// A resource of a stack.
  record Created(String id, String type, String physicalId, String status, String reason) {}

  /// Makes a stack and waits until it is complete, or is not going to be.
  ///
  /// @return its resources by logical id
  /// @throws AssertionError with what failed and why
  Map<String, Created> createStack(String stack, String template) throws Exception {
    query(
        "cloudformation",
        Map.of(
            "Action", "CreateStack",
            "Version", "2010-05-15",
            "StackName", stack,
            "Capabilities.member.1", "CAPABILITY_NAMED_IAM",
            "TemplateBody", template));
    String status = "";
    for (int second = 0; second < STACK_WITHIN_SECONDS; second++) {
      status = text(cloudFormation("DescribeStacks", stack).getDocumentElement(), "StackStatus");
      if (!status.endsWith("_IN_PROGRESS")) {
        break;
      }
      TimeUnit.SECONDS.sleep(1);
    }
    Map<String, Created> resources = resources(stack);
    if (!status.equals("CREATE_COMPLETE")) {
      List<Created> failed = new ArrayList<>(resources.values());
      failed.removeIf(resource -> resource.status().equals("CREATE_COMPLETE"));
      throw new AssertionError(name + " ended with " + status + ": " + failed);
    }
    return resources;
  }

  private Map<String, Created> resources(String stack) throws Exception {
    Map<String, Created> resources = new TreeMap<>();
    NodeList members =
        cloudFormation("DescribeStackResources", stack).getElementsByTagName("member");
    for (int i = 0; i < members.getLength(); i++) {
      Element member = (Element) members.item(i);
      Created created =
          new Created(
              text(member, "LogicalResourceId"),
              text(member, "ResourceType"),
              text(member, "PhysicalResourceId"),
              text(member, "ResourceStatus"),
              text(member, "ResourceStatusReason"));
      if (!created.type().isEmpty()) {
        resources.put(created.id(), created);
      }
    }
    return resources;
  }

  private Document cloudFormation(String action, String stack) throws Exception {
    return query(
        "cloudformation", Map.of("Action", action, "Version", "2010-05-15", "StackName", stack));
  }

  /// A request in the query protocol: a form in, XML out.
  Document query(String service, Map<String, String> form) throws Exception {
    String body =
        form.entrySet().stream()
            .map(
                e ->
                    URLEncoder.encode(e.getKey(), UTF_8)
                        + "="
                        + URLEncoder.encode(e.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return xml(
        ok(
            request(service, "/")
                .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(body))));
  }

  /// A request in the JSON protocol.
  ///
  /// @param target service and action, `AmazonSQS.GetQueueAttributes`
  JsonNode json(String service, String target, Map<String, Object> body) throws Exception {
    return JSON.readTree(
        ok(
            request(service, "/")
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", target)
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))));
  }

  /// A GET in the REST protocol.
  JsonNode get(String service, String path) throws Exception {
    return JSON.readTree(ok(request(service, path).GET()));
  }

  /// A PUT of an object or a bucket.
  void put(String path, String content) throws Exception {
    ok(request("s3", path).PUT(HttpRequest.BodyPublishers.ofString(content)));
  }

  private HttpRequest.Builder request(String service, String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .header(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=test/20261129/us-east-1/"
                + service
                + "/aws4_request, SignedHeaders=host, Signature=unchecked");
  }

  private String ok(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer = sender.send(request);
    if (answer.statusCode() >= 300) {
      throw new AssertionError(
          "%s answered %d to %s: %s\n%s"
              .formatted(name, answer.statusCode(), answer.uri(), answer.body(), endOfLog()));
    }
    return answer.body();
  }

  private String endOfLog() throws IOException {
    String said = Files.readString(log);
    return said.substring(Math.max(0, said.length() - END_OF_LOG));
  }

  private static Document xml(String text)
      throws ParserConfigurationException, SAXException, IOException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  /// The text of the first element of a name, or nothing.
  static String text(Element parent, String tag) {
    NodeList found = parent.getElementsByTagName(tag);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent();
  }
}
