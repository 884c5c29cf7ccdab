package dev.redstart.generator;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Writes one view of one family: an interface whose default methods hand the family's commands over. */
final class ViewWriter {

    private static final String COMMAND = "dev.redstart.Command";

    /** Blocking views give primitives where no null can come. */
    private static final Map<String, String> UNBOXED = Map.of(
            "java.lang.Long", "long",
            "java.lang.Integer", "int",
            "java.lang.Double", "double",
            "java.lang.Boolean", "boolean");

    private final TypeElement family;
    private final View view;
    private final Elements elements;
    private final String packageName;
    private final String subject;
    private final StringBuilder out = new StringBuilder();

    ViewWriter(TypeElement family, View view, Elements elements) {
        this.family = family;
        this.view = view;
        this.elements = elements;
        this.packageName = elements.getPackageOf(family).getQualifiedName().toString();
        String name = family.getSimpleName().toString();
        this.subject = name.substring(0, name.length() - "Family".length());
    }

    String qualifiedName() {
        return packageName + "." + simpleName();
    }

    private String simpleName() {
        return view.prefix + subject + "Commands";
    }

    String text() {
        out.append("package ").append(packageName).append(";\n\n");
        javadoc(family, "");
        String parameters = typeParameters(family.getTypeParameters());
        String names = family.getTypeParameters().stream()
                .map(p -> p.getSimpleName().toString())
                .collect(Collectors.joining(", ", "<", ">"));
        out.append("public interface ").append(simpleName()).append(parameters);
        out.append(" extends ").append(view.parent).append(names).append(" {\n");
        for (ExecutableElement method : ElementFilter.methodsIn(family.getEnclosedElements())) {
            if (!method.getModifiers().contains(Modifier.PRIVATE)
                    && !method.getModifiers().contains(Modifier.STATIC)) writeOrBlame(method);
        }
        return out.append("}\n").toString();
    }

    private void writeOrBlame(ExecutableElement method) {
        try {
            write(method);
        } catch (IllegalArgumentException e) {
            // Such as a type with a typing error: javac itself says more about it.
            throw new BadFamilyException(String.valueOf(e.getMessage()), method);
        }
    }

    private void write(ExecutableElement method) {
        TypeMirror value = valueOf(method);
        if (!method.getThrownTypes().isEmpty())
            throw new BadFamilyException("a method of a @CommandFamily declares no exceptions: it only builds", method);
        out.append('\n');
        javadoc(method, "    ");
        if (method.isVarArgs() && isGeneric(lastParameter(method))) {
            // @SafeVarargs is not allowed here; the family's own method, which is final, has it.
            out.append("    @SuppressWarnings(\"unchecked\")\n");
        }
        out.append("    default ");
        if (!method.getTypeParameters().isEmpty())
            out.append(typeParameters(method.getTypeParameters())).append(' ');
        String arguments = method.getParameters().stream()
                .map(p -> p.getSimpleName().toString())
                .collect(Collectors.joining(", "));
        String field = Character.toLowerCase(subject.charAt(0)) + subject.substring(1);
        out.append(resultType(value)).append(' ').append(method.getSimpleName());
        out.append('(').append(parameters(method)).append(") {\n        ");
        if (!isVoid(value) || view == View.ASYNC) out.append("return ");
        out.append(view.method).append("(commands().").append(field).append("().");
        out.append(method.getSimpleName()).append('(').append(arguments).append("));\n    }\n");
    }

    /** The T of the {@code Command<T>} that a family's method gives. */
    private static TypeMirror valueOf(ExecutableElement method) {
        if (method.getReturnType() instanceof DeclaredType type
                && ((TypeElement) type.asElement()).getQualifiedName().contentEquals(COMMAND)) {
            return type.getTypeArguments().get(0);
        }
        throw new BadFamilyException(
                "a method of a @CommandFamily that is not private has to give a Command<...>", method);
    }

    private String resultType(TypeMirror value) {
        if (view == View.ASYNC) return "Result<" + TypePrinter.print(value) + ">";
        if (isVoid(value)) return "void";
        String printed = TypePrinter.print(value);
        return UNBOXED.getOrDefault(printed, printed);
    }

    private static boolean isVoid(TypeMirror value) {
        return value instanceof DeclaredType d
                && ((TypeElement) d.asElement()).getQualifiedName().contentEquals("java.lang.Void");
    }

    private static VariableElement lastParameter(ExecutableElement method) {
        return method.getParameters().get(method.getParameters().size() - 1);
    }

    private static boolean isGeneric(VariableElement varargs) {
        TypeMirror component = ((ArrayType) varargs.asType()).getComponentType();
        return component.getKind() == TypeKind.TYPEVAR
                || component instanceof DeclaredType d && !d.getTypeArguments().isEmpty();
    }

    private static String parameters(ExecutableElement method) {
        StringBuilder text = new StringBuilder();
        List<? extends VariableElement> parameters = method.getParameters();
        for (int i = 0; i < parameters.size(); i++) {
            VariableElement p = parameters.get(i);
            boolean varargs = method.isVarArgs() && i == parameters.size() - 1;
            String type = varargs
                    ? TypePrinter.print(((ArrayType) p.asType()).getComponentType()) + "..."
                    : TypePrinter.print(p.asType());
            text.append(i == 0 ? "" : ", ").append(type).append(' ').append(p.getSimpleName());
        }
        return text.toString();
    }

    private static String typeParameters(List<? extends TypeParameterElement> parameters) {
        return parameters.stream().map(ViewWriter::typeParameter).collect(Collectors.joining(", ", "<", ">"));
    }

    private static String typeParameter(TypeParameterElement parameter) {
        String bounds = parameter.getBounds().stream()
                .map(TypePrinter::print)
                .filter(b -> !b.equals("java.lang.Object"))
                .collect(Collectors.joining(" & "));
        return bounds.isEmpty()
                ? parameter.getSimpleName().toString()
                : parameter.getSimpleName() + " extends " + bounds;
    }

    private void javadoc(Element element, String indent) {
        String comment = elements.getDocComment(element);
        if (comment == null)
            throw new BadFamilyException("a @CommandFamily and its methods need Javadoc: users read it", element);
        out.append(indent).append("/**\n");
        // Of the blanks before a line one is that behind the asterisk; the others may be the indent of an example.
        comment.stripTrailing().lines().forEach(line -> out.append(indent)
                .append((" * " + (line.startsWith(" ") ? line.substring(1) : line)).stripTrailing())
                .append('\n'));
        out.append(indent).append(" */\n");
    }
}
