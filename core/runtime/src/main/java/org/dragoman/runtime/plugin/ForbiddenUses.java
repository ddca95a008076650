package org.dragoman.runtime.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Finds calls in a class of a plugin that plugins must not make, each with its place and what to
 * use instead.
 */
final class ForbiddenUses extends ClassVisitor {
  private static final String OURS = "org/dragoman/";
  private static final String SPI = "org/dragoman/spi/";
  private static final String ENGINE = "ai/djl/pytorch/";

  /**
   * Methods that put a number into Java's memory, which the backward pass reads after it is freed.
   */
  private static final Set<String> WITH_NUMBER =
      Set.of("mul", "muli", "div", "divi", "pow", "powi", "rdiv", "rdivi", "rpow", "rpowi");

  /** Methods with the same fault, whose number is built in. */
  private static final Set<String> WITHOUT_NUMBER =
      Set.of("scaleGradient", "toDegrees", "toRadians", "swish", "swishBlock");

  private final Set<String> own;
  private final List<String> found = new ArrayList<>();
  private String className = "";
  private @Nullable String source;

  private ForbiddenUses(Set<String> own) {
    super(Opcodes.ASM9);
    this.own = own;
  }

  /**
   * Reads a class.
   *
   * @param classFile its bytes
   * @param own internal names of the classes that come with the plugin
   * @return {@code my.Cell.step (MyCell.java:42) uses ...}, one for each call, in the order of the
   *     code
   */
  static List<String> of(byte[] classFile, Set<String> own) {
    ForbiddenUses uses = new ForbiddenUses(own);
    new ClassReader(classFile).accept(uses, ClassReader.SKIP_FRAMES);
    return uses.found.stream().distinct().toList();
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String[] interfaces) {
    className = Type.getObjectType(name).getClassName();
    if (superName != null) {
      type(Type.getObjectType(superName), className);
    }
    for (String parent : interfaces) {
      type(Type.getObjectType(parent), className);
    }
  }

  @Override
  public void visitSource(@Nullable String file, @Nullable String debug) {
    source = file;
  }

  @Override
  public @Nullable FieldVisitor visitField(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      @Nullable Object value) {
    type(Type.getType(descriptor), className + "." + name);
    return null;
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    Code code = new Code(name);
    code.descriptor(descriptor);
    return code;
  }

  private void type(Type type, String place) {
    switch (type.getSort()) {
      case Type.ARRAY -> type(type.getElementType(), place);
      case Type.OBJECT -> className(type.getInternalName(), place);
      case Type.METHOD -> {
        type(type.getReturnType(), place);
        for (Type argument : type.getArgumentTypes()) {
          type(argument, place);
        }
      }
      default -> {
        // A primitive type.
      }
    }
  }

  private void className(String name, String place) {
    String shown = name.replace('/', '.');
    if (name.startsWith(ENGINE)) {
      found.add(
          "%s uses %s, a class of the engine's own. Take what org.dragoman.spi.Ops and DJL's API have."
              .formatted(place, shown));
    } else if (name.startsWith(OURS) && !name.startsWith(SPI) && !own.contains(name)) {
      found.add(
          "%s uses %s, and of Dragoman a plugin sees org.dragoman.spi only. Take what is there, or a copy of your own."
              .formatted(place, shown));
    }
  }

  private void call(String owner, String name, String descriptor, String place) {
    boolean ofArrays =
        owner.equals("ai/djl/nn/Activation")
            || owner.startsWith("ai/djl/") && owner.contains("/NDArray");
    boolean scales = WITH_NUMBER.contains(name) && descriptor.contains("Ljava/lang/Number;");
    if (ofArrays && (scales || WITHOUT_NUMBER.contains(name))) {
      found.add(
          "%s calls %s%s, whose gradient is wrong without an error. %s"
              .formatted(
                  place,
                  owner.substring(owner.lastIndexOf('/') + 1) + "." + name,
                  scales ? " with a Java number" : "",
                  instead(name)));
    }
  }

  private static String instead(String name) {
    return switch (name) {
      case "mul", "muli", "toDegrees", "toRadians" -> "Take ops.scale(x, factor).";
      case "div", "divi" -> "Take ops.scale(x, 1 / number).";
      case "swish", "swishBlock" -> "Take x.mul(Activation.sigmoid(ops.scale(x, beta))).";
      case "scaleGradient" -> "Scale the loss by ops.scale.";
      default -> "Take an array in place of the number: manager.full(shape, number, type).";
    };
  }

  /** The instructions of one method. */
  private final class Code extends MethodVisitor {
    private final String method;
    private int line;

    Code(String name) {
      super(Opcodes.ASM9);
      method = simpleName(name);
    }

    /** Returns the name of the method that contains a lambda. */
    private String simpleName(String name) {
      String[] parts = name.split("\\$");
      if (name.startsWith("lambda$") && parts.length > 2) {
        return parts[1];
      }
      return name.equals("<init>") ? "its constructor" : name;
    }

    private String place() {
      String file = source == null ? "" : source;
      String where = line == 0 ? file : file + ":" + line;
      return className + "." + method + (where.isEmpty() ? "" : " (" + where + ")");
    }

    void descriptor(String descriptor) {
      type(Type.getType(descriptor), place());
    }

    @Override
    public void visitLineNumber(int number, Label start) {
      line = number;
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      type(Type.getObjectType(owner), place());
      descriptor(descriptor);
      call(owner, name, descriptor, place());
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      type(Type.getObjectType(owner), place());
      descriptor(descriptor);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
      ForbiddenUses.this.type(Type.getObjectType(type), place());
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
      descriptor(descriptor);
    }

    @Override
    public void visitLdcInsn(Object value) {
      constant(value);
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
      if (type != null) {
        ForbiddenUses.this.type(Type.getObjectType(type), place());
      }
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      descriptor(descriptor);
      for (Object argument : arguments) {
        constant(argument);
      }
    }

    private void constant(Object value) {
      if (value instanceof Type type) {
        type(type, place());
      } else if (value instanceof Handle handle) {
        type(Type.getObjectType(handle.getOwner()), place());
        call(handle.getOwner(), handle.getName(), handle.getDesc(), place());
      } else if (value instanceof ConstantDynamic dynamic) {
        descriptor(dynamic.getDescriptor());
      }
    }
  }
}
