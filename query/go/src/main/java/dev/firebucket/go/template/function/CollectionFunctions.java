package dev.firebucket.go.template.function;

import static dev.firebucket.go.template.function.Parameter.REFLECTED;

import dev.firebucket.go.fmt.Printer;
import dev.firebucket.go.value.MapValue;
import dev.firebucket.go.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// `len`, `index`, `slice`, `call`. Strings count in bytes of UTF-8, as in Go.
final class CollectionFunctions {
  private CollectionFunctions() {}

  static <C> List<TemplateFunction<C>> all() {
    return List.of(
        TemplateFunction.of(
            "len",
            List.of(REFLECTED),
            (context, arguments) -> new Value.Whole(length(arguments.getFirst()))),
        TemplateFunction.variadic(
            "index", List.of(REFLECTED), REFLECTED, (context, arguments) -> index(arguments)),
        TemplateFunction.variadic(
            "slice", List.of(REFLECTED), REFLECTED, (context, arguments) -> slice(arguments)),
        TemplateFunction.variadic(
            "call",
            List.of(REFLECTED),
            REFLECTED,
            (context, arguments) -> {
              throw new FunctionException(
                  "non-function "
                      + Printer.print(arguments.subList(0, 1))
                      + " of type "
                      + arguments.getFirst().typeName());
            }));
  }

  private static int length(Value value) throws FunctionException {
    return switch (value) {
      case Value.Text text -> text.text().getBytes(StandardCharsets.UTF_8).length;
      case MapValue map -> map.entries().size();
      case Value.Slice slice -> slice.elements().size();
      case Value.None none -> throw new FunctionException("len of nil pointer");
      case Value.Bool _,
          Value.Whole _,
          Value.Real _,
          Value.Octet _,
          Value.NamedWhole _,
          Value.Html _,
          Value.Duration _,
          Value.Time _,
          Value.Struct _ ->
          throw new FunctionException("len of type " + value.typeName());
    };
  }

  private static Value index(List<Value> arguments) throws FunctionException {
    Value item = arguments.getFirst();
    if (item instanceof Value.None) {
      throw new FunctionException("index of untyped nil");
    }
    for (Value index : arguments.subList(1, arguments.size())) {
      item = element(item, index);
    }
    return item;
  }

  private static Value element(Value item, Value index) throws FunctionException {
    return switch (item) {
      case MapValue map -> {
        if (index instanceof Value.Text key) {
          yield map.get(key.text());
        }
        throw new FunctionException(
            index instanceof Value.None
                ? "value is nil; should be of type string"
                : "value has type " + index.typeName() + "; should be string");
      }
      case Value.Slice slice -> {
        int at = position(index, slice.elements().size());
        if (at == slice.elements().size()) {
          throw new FunctionException("reflect: slice index out of range");
        }
        yield slice.elements().get(at);
      }
      case Value.Text text -> {
        byte[] bytes = text.text().getBytes(StandardCharsets.UTF_8);
        int at = position(index, bytes.length);
        if (at == bytes.length) {
          throw new FunctionException("reflect: string index out of range");
        }
        yield new Value.Octet(bytes[at] & 0xff);
      }
      case Value.None none -> throw new FunctionException("index of nil pointer");
      case Value.Bool _,
          Value.Whole _,
          Value.Real _,
          Value.Octet _,
          Value.NamedWhole _,
          Value.Html _,
          Value.Duration _,
          Value.Time _,
          Value.Struct _ ->
          throw new FunctionException("can't index item of type " + item.typeName());
    };
  }

  private static int position(Value index, int limit) throws FunctionException {
    if (index instanceof Value.None) {
      throw new FunctionException("cannot index slice/array with nil");
    }
    long position =
        index
            .integer()
            .orElseThrow(
                () ->
                    new FunctionException(
                        "cannot index slice/array with type " + index.typeName()));
    if (position < 0 || position > limit) {
      throw new FunctionException("index out of range: " + position);
    }
    return (int) position;
  }

  private static Value slice(List<Value> arguments) throws FunctionException {
    Value item = arguments.getFirst();
    List<Value> bounds = arguments.subList(1, arguments.size());
    if (item instanceof Value.None) {
      throw new FunctionException("slice of untyped nil");
    }
    if (bounds.size() > 3) {
      throw new FunctionException("too many slice indexes: " + bounds.size());
    }
    if (bounds.size() == 3 && item instanceof Value.Text) {
      throw new FunctionException("cannot 3-index slice a string");
    }
    return switch (item) {
      case Value.Text text -> {
        byte[] bytes = text.text().getBytes(StandardCharsets.UTF_8);
        int[] range = range(bounds, bytes.length);
        byte[] part = Arrays.copyOfRange(bytes, range[0], range[1]);
        yield new Value.Text(new String(part, StandardCharsets.UTF_8));
      }
      case Value.Slice slice -> {
        int[] range = range(bounds, slice.elements().size());
        yield new Value.Slice(slice.typeName(), slice.elements().subList(range[0], range[1]));
      }
      case Value.Bool _,
          Value.Whole _,
          Value.Real _,
          Value.Octet _,
          Value.NamedWhole _,
          Value.Html _,
          Value.Duration _,
          Value.Time _,
          Value.Struct _,
          Value.None _,
          MapValue _ ->
          throw new FunctionException("can't slice item of type " + item.typeName());
    };
  }

  private static int[] range(List<Value> bounds, int length) throws FunctionException {
    int from = bounds.isEmpty() ? 0 : position(bounds.getFirst(), length);
    int to = bounds.size() < 2 ? length : position(bounds.get(1), length);
    if (from > to) {
      throw new FunctionException("invalid slice index: " + from + " > " + to);
    }
    if (bounds.size() == 3 && to > position(bounds.get(2), length)) {
      throw new FunctionException("invalid slice index: " + to + " > " + bounds.get(2));
    }
    return new int[] {from, to};
  }
}
