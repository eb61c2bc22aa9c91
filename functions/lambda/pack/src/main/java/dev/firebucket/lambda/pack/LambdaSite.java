package dev.firebucket.lambda.pack;

import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.constantpool.MethodTypeEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.List;
import java.util.Optional;

/// A lambda or a method reference in a class file: an `invokedynamic` that `LambdaMetafactory`
/// links when it first runs.
///
/// @param method number of the method in its class
/// @param at position of the instruction in the method's code, in bytes
/// @param shape of the object that it makes
/// @param captured what is on the stack, and the interface that the instruction leaves there
/// @param body what a call of the object calls
/// @param called the types of such a call, where those of the interface are erased
record LambdaSite(
    int method,
    int at,
    Shape shape,
    MethodTypeDesc captured,
    DirectMethodHandleDesc body,
    MethodTypeDesc called) {

  private static final String FACTORY = "java/lang/invoke/LambdaMetafactory";

  /// What objects of one class have in common.
  ///
  /// @param face the interface that they implement
  /// @param name of its method
  /// @param erased types of its method
  /// @param fields a letter for the kind of each captured value
  record Shape(ClassDesc face, String name, MethodTypeDesc erased, String fields) {}

  /// Reads one, if the instruction is one that can be compiled.
  static Optional<LambdaSite> of(
      ClassModel owner, int method, int at, InvokeDynamicInstruction instruction) {
    var bootstrap = instruction.invokedynamic().bootstrap();
    var factory = bootstrap.bootstrapMethod().reference();
    if (!factory.owner().asInternalName().equals(FACTORY)
        || !factory.name().equalsString("metafactory")) {
      return Optional.empty();
    }
    List<LoadableConstantEntry> arguments = bootstrap.arguments();
    if (!(arguments.get(0) instanceof MethodTypeEntry erased
        && arguments.get(1) instanceof MethodHandleEntry handle
        && arguments.get(2) instanceof MethodTypeEntry called)) {
      return Optional.empty();
    }
    DirectMethodHandleDesc body = handle.asSymbol();
    boolean special =
        switch (body.kind()) {
          case SPECIAL, INTERFACE_SPECIAL -> true;
          default -> false;
        };
    if (special && !isPrivate(owner, body)) {
      return Optional.empty();
    }
    MethodTypeDesc captured = instruction.typeSymbol();
    Shape shape =
        new Shape(
            captured.returnType(),
            instruction.name().stringValue(),
            erased.asSymbol(),
            LambdaTypes.letters(captured.parameterList()));
    LambdaSite site = new LambdaSite(method, at, shape, captured, body, called.asSymbol());
    return LambdaTypes.adapt(site) ? Optional.of(site) : Optional.empty();
  }

  /// Calls `super.x()` apart, what is called specially is a private method of the same class.
  private static boolean isPrivate(ClassModel owner, DirectMethodHandleDesc body) {
    return body.owner().equals(owner.thisClass().asSymbol())
        && owner.methods().stream()
            .filter(method -> method.methodName().equalsString(body.methodName()))
            .filter(method -> method.methodType().equalsString(body.lookupDescriptor()))
            .anyMatch(LambdaSite::isPrivate);
  }

  private static boolean isPrivate(MethodModel method) {
    return method.flags().has(AccessFlag.PRIVATE);
  }
}
