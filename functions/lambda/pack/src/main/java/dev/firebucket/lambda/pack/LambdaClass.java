package dev.firebucket.lambda.pack;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.NestHostAttribute;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/// The class of all lambdas of one shape in a class: a number says which of them an object is.
///
/// ```
/// final class Owner$$Lambdas1 implements Function {
///   private static final Function of0 = new Owner$$Lambdas1(0);      // captures nothing: made once
///   static Function of0() { return of0; }
///   public Object apply(Object a) {
///     switch (number) {
///       case 0: return ((Owner) a).bucket();
/// ```
///
/// @param name of the class
/// @param host of the nest that it joins, for the bodies are private methods
/// @param sites of the lambdas, all of one shape
record LambdaClass(ClassDesc name, ClassDesc host, List<LambdaSite> sites) {
  private static final String NUMBER = "number";
  private static final int FINAL =
      ClassFile.ACC_FINAL | ClassFile.ACC_SUPER | ClassFile.ACC_SYNTHETIC;

  LambdaClass {
    sites = List.copyOf(sites);
  }

  private LambdaSite.Shape shape() {
    return sites.getFirst().shape();
  }

  private String fields() {
    return shape().fields();
  }

  /// The name of the method that makes an object of a site.
  static String maker(int number) {
    return "of" + number;
  }

  byte[] bytes() {
    return ClassFile.of()
        .build(
            name,
            type -> {
              type.withFlags(FINAL)
                  .withInterfaceSymbols(shape().face())
                  .with(NestHostAttribute.of(host))
                  .withField(
                      NUMBER, ConstantDescs.CD_int, ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL);
              for (int i = 0; i < fields().length(); i++) {
                type.withField(
                    "v" + i,
                    LambdaTypes.field(fields().charAt(i)),
                    ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL);
              }
              constructor(type);
              if (fields().isEmpty()) {
                constants(type);
              }
              for (int number = 0; number < sites.size(); number++) {
                maker(type, number);
              }
              type.withMethodBody(
                  shape().name(), shape().erased(), ClassFile.ACC_PUBLIC, this::call);
            });
  }

  private MethodTypeDesc constructorType() {
    List<ClassDesc> types = new ArrayList<>(List.of(ConstantDescs.CD_int));
    fields().chars().forEach(letter -> types.add(LambdaTypes.field((char) letter)));
    return MethodTypeDesc.of(ConstantDescs.CD_void, types);
  }

  private void constructor(ClassBuilder type) {
    type.withMethodBody(
        ConstantDescs.INIT_NAME,
        constructorType(),
        ClassFile.ACC_PRIVATE,
        code -> {
          code.aload(0)
              .invokespecial(
                  ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
              .aload(0)
              .iload(1)
              .putfield(name, NUMBER, ConstantDescs.CD_int);
          for (int i = 0; i < fields().length(); i++) {
            ClassDesc field = LambdaTypes.field(fields().charAt(i));
            code.aload(0)
                .loadLocal(TypeKind.from(field), code.parameterSlot(i + 1))
                .putfield(name, "v" + i, field);
          }
          code.return_();
        });
  }

  private void constants(ClassBuilder type) {
    for (int number = 0; number < sites.size(); number++) {
      type.withField(
          maker(number),
          shape().face(),
          ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_FINAL);
    }
    type.withMethodBody(
        ConstantDescs.CLASS_INIT_NAME,
        ConstantDescs.MTD_void,
        ClassFile.ACC_STATIC,
        code -> {
          for (int number = 0; number < sites.size(); number++) {
            code.new_(name)
                .dup()
                .loadConstant(number)
                .invokespecial(name, ConstantDescs.INIT_NAME, constructorType())
                .putstatic(name, maker(number), shape().face());
          }
          code.return_();
        });
  }

  private void maker(ClassBuilder type, int number) {
    MethodTypeDesc captured = sites.get(number).captured();
    type.withMethodBody(
        maker(number),
        captured,
        ClassFile.ACC_STATIC,
        code -> {
          if (fields().isEmpty()) {
            code.getstatic(name, maker(number), shape().face()).areturn();
            return;
          }
          code.new_(name).dup().loadConstant(number);
          for (int i = 0; i < captured.parameterCount(); i++) {
            code.loadLocal(TypeKind.from(captured.parameterType(i)), code.parameterSlot(i));
          }
          code.invokespecial(name, ConstantDescs.INIT_NAME, constructorType()).areturn();
        });
  }

  private void call(CodeBuilder code) {
    if (sites.size() == 1) {
      body(code, sites.getFirst());
      return;
    }
    List<SwitchCase> cases = new ArrayList<>();
    for (int number = 0; number < sites.size(); number++) {
      cases.add(SwitchCase.of(number, code.newLabel()));
    }
    Label last = cases.removeLast().target();
    code.aload(0).getfield(name, NUMBER, ConstantDescs.CD_int).tableswitch(last, cases);
    for (SwitchCase one : cases) {
      code.labelBinding(one.target());
      body(code, sites.get(one.caseValue()));
    }
    code.labelBinding(last);
    body(code, sites.getLast());
  }

  private void body(CodeBuilder code, LambdaSite site) {
    DirectMethodHandleDesc body = site.body();
    if (body.kind() == DirectMethodHandleDesc.Kind.CONSTRUCTOR) {
      code.new_(body.owner()).dup();
    }
    List<ClassDesc> taken = LambdaTypes.taken(body);
    int captured = fields().length();
    for (int i = 0; i < taken.size(); i++) {
      if (i < captured) {
        ClassDesc field = LambdaTypes.field(fields().charAt(i));
        code.aload(0).getfield(name, "v" + i, field);
        if (!field.isPrimitive()) {
          LambdaTypes.turn(code, field, taken.get(i));
        }
      } else {
        ClassDesc given = site.shape().erased().parameterType(i - captured);
        code.loadLocal(TypeKind.from(given), code.parameterSlot(i - captured));
        LambdaTypes.turn(code, given, taken.get(i));
      }
    }
    invoke(code, body);
    ClassDesc wanted = site.shape().erased().returnType();
    ClassDesc result = LambdaTypes.result(body);
    if (!wanted.equals(ConstantDescs.CD_void)) {
      LambdaTypes.turn(code, result, wanted);
    }
    code.return_(TypeKind.from(wanted));
  }

  private static void invoke(CodeBuilder code, DirectMethodHandleDesc body) {
    MethodTypeDesc type = MethodTypeDesc.ofDescriptor(body.lookupDescriptor());
    ClassDesc owner = body.owner();
    String method = body.methodName();
    switch (body.kind()) {
      case STATIC -> code.invokestatic(owner, method, type, false);
      case INTERFACE_STATIC -> code.invokestatic(owner, method, type, true);
      case VIRTUAL, SPECIAL -> code.invokevirtual(owner, method, type);
      case INTERFACE_VIRTUAL, INTERFACE_SPECIAL -> code.invokeinterface(owner, method, type);
      case CONSTRUCTOR -> code.invokespecial(owner, ConstantDescs.INIT_NAME, type);
      default -> throw new IllegalArgumentException("no lambda has a body such as " + body);
    }
  }
}
