package dev.redstart.generator;

import java.io.IOException;
import java.io.Writer;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/** Finds the families and writes {@code XyzCommands} and {@code AsyncXyzCommands} for each {@code XyzFamily}. */
@SupportedAnnotationTypes("dev.redstart.CommandFamily")
public final class CommandFamilyProcessor extends AbstractProcessor {

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (TypeElement annotation : annotations) {
            for (Element element : round.getElementsAnnotatedWith(annotation)) {
                if (element.getKind() == ElementKind.CLASS) write((TypeElement) element);
                else error("only a class can be a @CommandFamily", element);
            }
        }
        return false;
    }

    private void write(TypeElement family) {
        if (!family.getSimpleName().toString().endsWith("Family")) {
            error("the name of a @CommandFamily has to end in Family", family);
            return;
        }
        try {
            for (View view : View.values()) {
                ViewWriter writer = new ViewWriter(family, view, processingEnv.getElementUtils());
                String text = writer.text();
                try (Writer out = processingEnv
                        .getFiler()
                        .createSourceFile(writer.qualifiedName(), family)
                        .openWriter()) {
                    out.write(text);
                }
            }
        } catch (BadFamilyException e) {
            error(String.valueOf(e.getMessage()), e.element);
        } catch (IOException e) {
            error("cannot write the views: " + e, family);
        }
    }

    private void error(String message, Element where) {
        processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, message, where);
    }
}
