package org.dragoman.runtime.plugin;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.dragoman.spi.ComponentKind;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Finds the components that a plugin class registers, by reading its code without running it. So
 * messages can say which components a refused jar would have registered.
 */
final class RegisteredNames extends ClassVisitor {
  private static final String REGISTRATION = "(Ljava/lang/String;Ljava/lang/Class;)V";

  private final Collection<String> names = new TreeSet<>();

  private RegisteredNames() {
    super(Opcodes.ASM9);
  }

  /**
   * Returns the keys of the components that a class registers by constants; see {@link Refusal}.
   */
  static Collection<String> of(byte[] classFile) {
    RegisteredNames found = new RegisteredNames();
    new ClassReader(classFile).accept(found, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return found.names;
  }

  private static Optional<ComponentKind> kind(String method) {
    return Arrays.stream(ComponentKind.values())
        .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(method))
        .findFirst();
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    return new MethodVisitor(Opcodes.ASM9) {
      private @Nullable String last;

      @Override
      public void visitLdcInsn(Object value) {
        if (value instanceof String text) {
          last = text;
        }
      }

      @Override
      public void visitMethodInsn(
          int opcode, String owner, String called, String form, boolean isInterface) {
        if (last != null && form.equals(REGISTRATION)) {
          String text = last;
          kind(called).ifPresent(kind -> names.add(Refusal.key(kind, text)));
        }
      }
    };
  }
}
