package dev.redstart.generator;

import java.util.stream.Collectors;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;

/**
 * Prints a type as source, fully qualified, with {@code @Nullable} where a type use carries it.
 * {@code TypeMirror.toString()} prints annotations in a form that does not compile and that differs between compilers.
 */
final class TypePrinter {

    private static final String NULLABLE = "org.jspecify.annotations.Nullable";

    private TypePrinter() {}

    static String print(TypeMirror type) {
        if (type.getKind().isPrimitive() || type.getKind() == TypeKind.VOID) {
            return type.getKind().name().toLowerCase(java.util.Locale.ROOT);
        }
        return switch (type.getKind()) {
            case DECLARED -> declared((DeclaredType) type);
            case TYPEVAR -> mark(type) + ((TypeVariable) type).asElement().getSimpleName();
            case ARRAY -> array((ArrayType) type);
            case WILDCARD -> wildcard((WildcardType) type);
            case INTERSECTION ->
                ((IntersectionType) type)
                        .getBounds().stream().map(TypePrinter::print).collect(Collectors.joining(" & "));
            default -> throw new IllegalArgumentException("cannot print the type " + type);
        };
    }

    static boolean isNullable(TypeMirror type) {
        return type.getAnnotationMirrors().stream()
                .anyMatch(a -> ((TypeElement) a.getAnnotationType().asElement())
                        .getQualifiedName()
                        .contentEquals(NULLABLE));
    }

    private static String mark(TypeMirror type) {
        return isNullable(type) ? "@" + NULLABLE + " " : "";
    }

    /** The annotation stands before the last name: {@code java.lang.@Nullable Long}. */
    private static String declared(DeclaredType type) {
        String name = ((TypeElement) type.asElement()).getQualifiedName().toString();
        if (isNullable(type)) {
            int dot = name.lastIndexOf('.') + 1;
            name = name.substring(0, dot) + "@" + NULLABLE + " " + name.substring(dot);
        }
        if (type.getTypeArguments().isEmpty()) return name;
        return name
                + type.getTypeArguments().stream().map(TypePrinter::print).collect(Collectors.joining(", ", "<", ">"));
    }

    private static String array(ArrayType type) {
        return print(type.getComponentType()) + (isNullable(type) ? " @" + NULLABLE + " []" : "[]");
    }

    private static String wildcard(WildcardType type) {
        if (type.getExtendsBound() != null) return "? extends " + print(type.getExtendsBound());
        if (type.getSuperBound() != null) return "? super " + print(type.getSuperBound());
        return "?";
    }
}
