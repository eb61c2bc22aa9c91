package dev.firebucket.lambda.scrape;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.quarkus.amazon.lambda.runtime.AmazonLambdaMapperRecorder;
import io.quarkus.arc.ManagedContext;
import io.quarkus.arc.runtime.BeanContainer;
import io.quarkus.funqy.lambda.FunqyLambdaBindingRecorder;
import io.quarkus.funqy.lambda.config.AdvancedEventHandlingBuildTimeConfig;
import io.quarkus.funqy.lambda.config.FunqyAmazonBuildTimeConfig;
import io.quarkus.funqy.runtime.FunctionRecorder;
import io.quarkus.runtime.RuntimeValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/// Funqy's own way from the bytes of an event to the function and back, as the packaged handler
/// (`FunqyStreamHandler`) goes it; only the container, which makes the function, is ours.
final class FunqyHandler {
  private FunqyHandler() {}

  /// Binds the function. There is one binding in a process.
  ///
  /// @param function the one that is to take the next event
  static void bind(Supplier<ScrapeFunction> function) {
    // As Quarkus makes it.
    AmazonLambdaMapperRecorder.objectMapper =
        new ObjectMapper()
            .findAndRegisterModules()
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    FunctionRecorder functions = new FunctionRecorder();
    functions.init();
    functions.register(
        ScrapeFunction.class,
        "scrape",
        "(Lcom/fasterxml/jackson/databind/JsonNode;)Ldev/firebucket/lambda/scrape/ScrapeAnswer;");
    AdvancedEventHandlingBuildTimeConfig plain = () -> false;
    FunqyAmazonBuildTimeConfig build = () -> plain;
    FunqyLambdaBindingRecorder recorder =
        new FunqyLambdaBindingRecorder(
            new RuntimeValue<>(Optional::empty), build, new RuntimeValue<>(() -> null));
    recorder.init(container(function));
    recorder.chooseInvoker();
  }

  /// Hands over an event.
  ///
  /// @return the answer
  /// @throws IOException or another exception that Lambda would count as an error of the function
  static String handle(String event) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    FunqyLambdaBindingRecorder.handle(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), answer, null);
    return answer.toString(StandardCharsets.UTF_8);
  }

  private static BeanContainer container(Supplier<ScrapeFunction> function) {
    ManagedContext context = new NoRequestScope();
    BeanContainer.Instance<ScrapeFunction> instance = function::get;
    BeanContainer.Factory<ScrapeFunction> factory = () -> instance;
    return proxy(
        BeanContainer.class,
        (self, method, arguments) ->
            switch (method.getName()) {
              case "beanInstanceFactory" -> factory;
              case "requestContext" -> context;
              default -> throw new UnsupportedOperationException(method.getName());
            });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
