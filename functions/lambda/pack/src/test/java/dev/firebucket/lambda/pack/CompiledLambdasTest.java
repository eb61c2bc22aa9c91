package dev.firebucket.lambda.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CompiledLambdasTest {
  private static final String NAME = "dev/firebucket/lambda/pack/Lambdas";

  private final TreeMap<String, byte[]> entries = new TreeMap<>();

  @BeforeEach
  void readTheClasses() throws IOException {
    for (String part : List.of("", "$Inner", "$Greeting")) {
      try (InputStream in = getClass().getResourceAsStream("/" + NAME + part + ".class")) {
        entries.put(NAME + part + ".class", in.readAllBytes());
      }
    }
  }

  @Test
  void compiledLambdasDoWhatLinkedOnesDo() throws ReflectiveOperationException {
    new CompiledLambdas().compile(entries);

    assertThat(results()).isEqualTo(new Lambdas().get());
  }

  @Test
  void onlyWhatCanBeWrittenIntoAFileIsStillLinkedWhenItRuns() {
    assertThat(linked()).hasSizeGreaterThan(20);

    new CompiledLambdas().compile(entries);

    assertThat(linked()).containsOnly("altMetafactory");
  }

  @Test
  void lambdasOfOneInterfaceShareAClass() {
    CompiledLambdas lambdas = new CompiledLambdas();

    lambdas.compile(entries);

    assertThat(entries.size() - 3).isLessThan(lambdas.count());
  }

  @Test
  void theSameClassesAreCompiledToTheSameBytes() {
    TreeMap<String, byte[]> again = new TreeMap<>(entries);

    new CompiledLambdas().compile(entries);
    new CompiledLambdas().compile(again);

    assertThat(again).usingRecursiveComparison().isEqualTo(entries);
  }

  private Object results() throws ReflectiveOperationException {
    Class<?> type = new Loader().loadClass(NAME.replace('/', '.'));
    return ((Supplier<?>) type.getConstructor().newInstance()).get();
  }

  /// Names of the methods that link lambdas when they first run.
  private List<String> linked() {
    return entries.values().stream()
        .flatMap(bytes -> ClassFile.of().parse(bytes).methods().stream())
        .flatMap(CompiledLambdasTest::elements)
        .filter(InvokeDynamicInstruction.class::isInstance)
        .map(element -> ((InvokeDynamicInstruction) element).bootstrapMethod())
        .filter(method -> method.owner().displayName().equals("LambdaMetafactory"))
        .map(method -> method.methodName())
        .toList();
  }

  private static Stream<CodeElement> elements(MethodModel method) {
    return method.findAttribute(Attributes.code()).stream().flatMap(code -> code.elementStream());
  }

  /// Loads the entries itself, verified, and the rest from where tests are.
  private final class Loader extends ClassLoader {
    Loader() {
      super(CompiledLambdasTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      byte[] bytes = entries.get(name.replace('.', '/') + ".class");
      if (bytes == null) {
        return super.loadClass(name, resolve);
      }
      Class<?> known = findLoadedClass(name);
      return known == null ? defineClass(name, bytes, 0, bytes.length) : known;
    }
  }
}
