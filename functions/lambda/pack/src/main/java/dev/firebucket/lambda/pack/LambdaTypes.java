package dev.firebucket.lambda.pack;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The types on both sides of a lambda's call, and what turns one into the other.
final class LambdaTypes {
  private static final Map<ClassDesc, ClassDesc> BOXES =
      Map.of(
          ConstantDescs.CD_boolean, ConstantDescs.CD_Boolean,
          ConstantDescs.CD_byte, ConstantDescs.CD_Byte,
          ConstantDescs.CD_char, ConstantDescs.CD_Character,
          ConstantDescs.CD_short, ConstantDescs.CD_Short,
          ConstantDescs.CD_int, ConstantDescs.CD_Integer,
          ConstantDescs.CD_long, ConstantDescs.CD_Long,
          ConstantDescs.CD_float, ConstantDescs.CD_Float,
          ConstantDescs.CD_double, ConstantDescs.CD_Double);

  private LambdaTypes() {}

  /// A letter for each type: what a field that holds it must be able to hold.
  static String letters(List<ClassDesc> types) {
    StringBuilder letters = new StringBuilder();
    types.forEach(type -> letters.append(letter(type)));
    return letters.toString();
  }

  private static char letter(ClassDesc type) {
    return switch (TypeKind.from(type).asLoadable()) {
      case INT -> 'I';
      case LONG -> 'J';
      case FLOAT -> 'F';
      case DOUBLE -> 'D';
      default -> 'L';
    };
  }

  /// The type of a field with a letter.
  static ClassDesc field(char letter) {
    return letter == 'L' ? ConstantDescs.CD_Object : ClassDesc.ofDescriptor(String.valueOf(letter));
  }

  /// Whether all values that a site hands on can be turned into what its body takes.
  static boolean adapt(LambdaSite site) {
    List<ClassDesc> taken = taken(site.body());
    List<ClassDesc> given = new ArrayList<>(site.captured().parameterList());
    int captured = given.size();
    List<ClassDesc> erased = site.shape().erased().parameterList();
    given.addAll(erased);
    if (given.size() != taken.size()) {
      return false;
    }
    for (int i = 0; i < taken.size(); i++) {
      ClassDesc called = i < captured ? given.get(i) : site.called().parameterType(i - captured);
      if (!fits(given.get(i), called, taken.get(i))) {
        return false;
      }
    }
    ClassDesc wanted = site.shape().erased().returnType();
    ClassDesc result = result(site.body());
    if (wanted.equals(ConstantDescs.CD_void)) {
      return true;
    }
    return !result.equals(ConstantDescs.CD_void) && fits(result, result, wanted);
  }

  private static boolean fits(ClassDesc given, ClassDesc called, ClassDesc taken) {
    if (given.isPrimitive() && taken.isPrimitive()) {
      return given.equals(taken);
    }
    if (taken.isPrimitive()) {
      return called.equals(BOXES.get(taken));
    }
    return true;
  }

  /// What a body takes, its object first.
  static List<ClassDesc> taken(DirectMethodHandleDesc body) {
    List<ClassDesc> types = new ArrayList<>();
    MethodTypeDesc own = MethodTypeDesc.ofDescriptor(body.lookupDescriptor());
    switch (body.kind()) {
      case STATIC, INTERFACE_STATIC, CONSTRUCTOR -> {}
      default -> types.add(body.owner());
    }
    types.addAll(own.parameterList());
    return types;
  }

  /// What a body leaves.
  static ClassDesc result(DirectMethodHandleDesc body) {
    return body.kind() == DirectMethodHandleDesc.Kind.CONSTRUCTOR
        ? body.owner()
        : MethodTypeDesc.ofDescriptor(body.lookupDescriptor()).returnType();
  }

  /// Turns the value on the stack into another type.
  ///
  /// @param given its type as the verifier knows it
  static void turn(CodeBuilder code, ClassDesc given, ClassDesc taken) {
    if (given.isPrimitive() && !taken.isPrimitive()) {
      ClassDesc box = BOXES.get(given);
      code.invokestatic(box, "valueOf", MethodTypeDesc.of(box, given));
    } else if (!given.isPrimitive() && taken.isPrimitive()) {
      ClassDesc box = BOXES.get(taken);
      code.checkcast(box);
      code.invokevirtual(box, taken.displayName() + "Value", MethodTypeDesc.of(taken));
    } else if (!taken.isPrimitive()
        && !taken.equals(ConstantDescs.CD_Object)
        && !taken.equals(given)) {
      code.checkcast(taken);
    }
  }
}
