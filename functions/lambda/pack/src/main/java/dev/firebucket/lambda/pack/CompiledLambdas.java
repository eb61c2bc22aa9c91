package dev.firebucket.lambda.pack;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.NestHostAttribute;
import java.lang.classfile.attribute.NestMembersAttribute;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Compiles lambdas into classes, so that a cold start need not: the JVM writes a class for each
/// lambda when it first runs, and a start of a function meets 1,500, a thousand of them the fields
/// of requests to S3.
///
/// All lambdas of one interface in a class become one class ([LambdaClass]). What is unusual stays
/// as it is, and the JVM links it as ever.
final class CompiledLambdas {
  private static final String CLASS = ".class";

  /// The first version whose private methods the classes of a nest may call.
  private static final int NESTS = ClassFile.JAVA_11_VERSION;

  private final ClassFile classFile = ClassFile.of();
  private final Map<ClassDesc, Set<ClassDesc>> joined = new LinkedHashMap<>();
  private int compiled;

  /// How many lambdas were compiled.
  int count() {
    return compiled;
  }

  /// Adds the new classes to the entries of a jar, and makes the old ones call them.
  ///
  /// @param entries file name to content; changed in place
  void compile(SortedMap<String, byte[]> entries) {
    new TreeMap<>(entries)
        .forEach(
            (name, bytes) -> {
              if (name.endsWith(CLASS)) {
                compile(name, bytes, entries);
              }
            });
    joined.forEach((host, members) -> join(host, members, entries));
    joined.clear();
  }

  private void compile(String file, byte[] bytes, SortedMap<String, byte[]> entries) {
    ClassModel type = classFile.parse(bytes);
    ClassDesc host =
        type.findAttribute(Attributes.nestHost())
            .map(NestHostAttribute::nestHost)
            .map(entry -> entry.asSymbol())
            .orElse(type.thisClass().asSymbol());
    if (!entries.containsKey(file(host))) {
      return;
    }
    List<LambdaSite> sites = sites(type);
    if (sites.isEmpty()) {
      return;
    }
    ClassBytes changed = new ClassBytes(bytes);
    if (!changed.hasRoomFor(sites.size())) {
      return;
    }
    Map<LambdaSite.Shape, List<LambdaSite>> shapes = new LinkedHashMap<>();
    sites.forEach(site -> shapes.computeIfAbsent(site.shape(), _ -> new ArrayList<>()).add(site));
    for (List<LambdaSite> alike : shapes.values()) {
      ClassDesc name = free(type, entries);
      entries.put(file(name), new LambdaClass(name, host, alike).bytes());
      joined.computeIfAbsent(host, _ -> new LinkedHashSet<>()).add(name);
      for (int number = 0; number < alike.size(); number++) {
        LambdaSite site = alike.get(number);
        changed.callInstead(
            site.method(),
            site.at(),
            internal(name),
            LambdaClass.maker(number),
            site.captured().descriptorString());
      }
    }
    compiled += sites.size();
    entries.put(file, atLeastNests(changed.toByteArray()));
  }

  private static List<LambdaSite> sites(ClassModel type) {
    List<LambdaSite> sites = new ArrayList<>();
    for (int number = 0; number < type.methods().size(); number++) {
      MethodModel method = type.methods().get(number);
      if (method.code().isEmpty()) {
        continue;
      }
      int at = 0;
      for (CodeElement element : method.code().get()) {
        if (element instanceof InvokeDynamicInstruction dynamic) {
          LambdaSite.of(type, number, at, dynamic).ifPresent(sites::add);
        }
        if (element instanceof Instruction instruction) {
          at += instruction.sizeInBytes();
        }
      }
    }
    return sites;
  }

  private static ClassDesc free(ClassModel owner, Map<String, byte[]> entries) {
    String base = owner.thisClass().asInternalName() + "$$Lambdas";
    int number = 0;
    while (entries.containsKey(base + number + CLASS)) {
      number++;
    }
    return ClassDesc.ofInternalName(base + number);
  }

  private byte[] atLeastNests(byte[] bytes) {
    ClassModel type = classFile.parse(bytes);
    if (type.majorVersion() >= NESTS) {
      return bytes;
    }
    return classFile.transformClass(
        type,
        (builder, element) ->
            builder.with(
                element instanceof ClassFileVersion ? ClassFileVersion.of(NESTS, 0) : element));
  }

  private void join(ClassDesc host, Set<ClassDesc> members, SortedMap<String, byte[]> entries) {
    ClassModel type = classFile.parse(entries.get(file(host)));
    List<ClassDesc> all = new ArrayList<>();
    type.findAttribute(Attributes.nestMembers())
        .ifPresent(old -> old.nestMembers().forEach(member -> all.add(member.asSymbol())));
    all.addAll(members);
    ClassTransform without =
        ClassTransform.dropping(element -> element instanceof NestMembersAttribute);
    ClassTransform with =
        ClassTransform.endHandler(builder -> builder.with(NestMembersAttribute.ofSymbols(all)));
    ClassTransform recent = (builder, element) -> builder.with(version(type, element));
    entries.put(file(host), classFile.transformClass(type, without.andThen(recent).andThen(with)));
  }

  private static ClassElement version(ClassModel type, ClassElement element) {
    return element instanceof ClassFileVersion && type.majorVersion() < NESTS
        ? ClassFileVersion.of(NESTS, 0)
        : element;
  }

  private static String file(ClassDesc type) {
    return internal(type) + CLASS;
  }

  private static String internal(ClassDesc type) {
    String descriptor = type.descriptorString();
    return descriptor.substring(1, descriptor.length() - 1);
  }
}
