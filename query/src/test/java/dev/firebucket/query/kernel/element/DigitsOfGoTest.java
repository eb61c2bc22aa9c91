package dev.firebucket.query.kernel.element;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.go.number.FloatReader;
import dev.firebucket.go.number.FloatText;
import dev.firebucket.query.ast.BinaryOperator;
import dev.firebucket.query.functions.ElementFunction;
import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.time.Steps;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// `arithmetic/go.txt` holds what Go computes: ours must have the same bits.
class DigitsOfGoTest {
  @Test
  void functionsAndOperatorsHaveTheDigitsOfGo() throws IOException {
    List<String> lines = lines();
    assertThat(lines).hasSizeGreaterThan(1_500);
    assertThat(lines.stream().map(DigitsOfGoTest::answered).filter(line -> !lines.contains(line)))
        .isEmpty();
  }

  private static String answered(String line) {
    String[] parts = line.split(" ");
    double first = number(parts[1]);
    double result =
        switch (parts[0]) {
          case "^" -> Arithmetic.scalar(BinaryOperator.POWER, first, number(parts[2]));
          case "atan2" -> Arithmetic.scalar(BinaryOperator.ATAN2, first, number(parts[2]));
          default -> function(parts[0], first);
        };
    return line.substring(0, line.lastIndexOf(' ') + 1) + FloatText.general(result);
  }

  private static double function(String name, double value) {
    ElementFunction function = ElementFunction.of(name).orElseThrow();
    return ElementKernel.apply(function, Grid.constant(Steps.at(0), value), List.of()).value(0);
  }

  private static double number(String text) {
    return FloatReader.read(text);
  }

  private static List<String> lines() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(DigitsOfGoTest.class.getResourceAsStream("/arithmetic/go.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }
}
