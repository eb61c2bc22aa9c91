package dev.firebucket.local;

import dev.firebucket.config.secret.Secret;
import dev.firebucket.storage.model.LabelSet;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The components of the configuration's records that hold texts: `BasicAuth.password`. So a field
/// that is new in the model is known to the tests by itself.
final class ModelTexts {
  private final TreeSet<String> secrets = new TreeSet<>();
  private final TreeSet<String> texts = new TreeSet<>();
  private final Set<Class<?>> seen = new HashSet<>();

  private ModelTexts() {}

  /// All that may be reached from a record.
  static ModelTexts of(Class<? extends Record> model) {
    ModelTexts texts = new ModelTexts();
    texts.visit(model);
    return texts;
  }

  /// Components of the type [Secret], also in lists and maps.
  Set<String> secrets() {
    return secrets;
  }

  /// All others that hold texts or labels.
  Set<String> texts() {
    return texts;
  }

  private void visit(Class<?> type) {
    if (!type.getName().startsWith("dev.firebucket.config.") || !seen.add(type)) {
      return;
    }
    if (type.isSealed()) {
      for (Class<?> permitted : type.getPermittedSubclasses()) {
        visit(permitted);
      }
    }
    if (type.isRecord()) {
      for (RecordComponent component : type.getRecordComponents()) {
        visit(component.getGenericType(), type.getSimpleName() + "." + component.getName());
      }
    }
  }

  private void visit(Type type, String name) {
    if (type instanceof ParameterizedType generic) {
      for (Type argument : generic.getActualTypeArguments()) {
        visit(argument, name);
      }
    } else if (type == Secret.class) {
      secrets.add(name);
    } else if (type == String.class || type == LabelSet.class) {
      texts.add(name);
    } else if (type instanceof Class<?> other) {
      visit(other);
    }
  }

  /// The components of a loaded configuration in which a mark stands.
  static Set<String> holding(String mark, Object loaded) {
    TreeSet<String> found = new TreeSet<>();
    search(mark, loaded, "", found);
    return found;
  }

  private static void search(String mark, @Nullable Object value, String name, Set<String> found) {
    switch (value) {
      case null -> {}
      case Secret secret -> search(mark, secret.value(), name, found);
      case Map<?, ?> map -> map.values().forEach(inner -> search(mark, inner, name, found));
      case Collection<?> all -> all.forEach(inner -> search(mark, inner, name, found));
      case Record one -> {
        for (RecordComponent component : one.getClass().getRecordComponents()) {
          String inner = one.getClass().getSimpleName() + "." + component.getName();
          search(mark, valueOf(component, one), inner, found);
        }
      }
      default -> {
        if (value.toString().contains(mark)) {
          found.add(name);
        }
      }
    }
  }

  private static @Nullable Object valueOf(RecordComponent component, Record one) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(one);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new AssertionError(component.toString(), e);
    }
  }
}
