package dev.firebucket.lambda.pack;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/// Lambdas of all kinds, for [CompiledLambdasTest].
public final class Lambdas implements Supplier<List<Object>> {
  private final String word = "word";

  /// An interface with a body of its own that has a lambda.
  interface Greeting {
    String name();

    private String polite() {
      return "Dear " + name();
    }

    default Supplier<String> text() {
      return () -> polite();
    }
  }

  /// A class in the nest of another.
  static final class Inner {
    private final int number;

    private Inner(int number) {
      this.number = number;
    }

    private Supplier<Integer> supplier() {
      return () -> number + hidden(1);
    }
  }

  private static int hidden(int number) {
    return number * 100;
  }

  private static Supplier<String> constant() {
    return () -> "constant";
  }

  private String join(Object other) {
    return word + other;
  }

  @Override
  public List<Object> get() {
    List<Object> results = new ArrayList<>();
    results.addAll(references());
    results.addAll(captures(7, 1L << 40, 2.5, (byte) 3, true));
    Function<Integer, Inner> maker = Inner::new;
    results.add(maker.apply(5).supplier().get());
    Greeting greeting = () -> "Ada";
    results.add(greeting.text().get());
    Supplier<String> serializable = (Supplier<String> & Serializable) () -> "kept as it is";
    results.add(serializable.get());
    // What captures nothing is one object.
    results.add(System.identityHashCode(constant()) == System.identityHashCode(constant()));
    return results;
  }

  private List<Object> references() {
    Supplier<List<Object>> made = ArrayList::new;
    Function<String, Integer> length = String::length;
    ToIntFunction<String> unboxed = Integer::valueOf;
    IntFunction<Object> boxed = Integer::toString;
    IntBinaryOperator largest = Math::max;
    Function<Object, String> bound = this::join;
    BiFunction<List<Object>, Object, Object> added = List::add;
    Runnable dropped = () -> made.get().add("dropped");
    dropped.run();
    List<Object> list = made.get();
    TreeMap<String, Integer> counted = new TreeMap<>();
    counted.merge("a", 1, Integer::sum);
    counted.merge("a", 1, Integer::sum);
    return List.of(
        length.apply("four"),
        unboxed.applyAsInt("12"),
        boxed.apply(9),
        largest.applyAsInt(3, 4),
        bound.apply('!'),
        added.apply(list, "x"),
        list.toString(),
        counted.toString());
  }

  private List<Object> captures(int a, long b, double c, byte d, boolean e) {
    IntFunction<Integer> sum = more -> a + more;
    LongSupplier large = () -> b + a;
    DoubleSupplier half = () -> c / 2;
    Supplier<Object> mixed = () -> word + a + b + c + d + e;
    Supplier<Object> again = () -> word + e + d + c + b + a;
    return List.of(sum.apply(1), large.getAsLong(), half.getAsDouble(), mixed.get(), again.get());
  }
}
