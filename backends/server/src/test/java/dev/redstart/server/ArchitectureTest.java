package dev.redstart.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrow {@code server -> engine}: the port knows the engine, and nothing knows the port. */
class ArchitectureTest {

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.redstart");

    @Test
    void thePortKnowsTheEngineAndNetty() {
        classes()
                .that()
                .resideInAPackage("dev.redstart.server..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.redstart.server..", "dev.redstart.engine..", "dev.redstart.spi..", "io.netty..",
                        "java..", "javax.net..", "jdk.net..", "org.jspecify.annotations..")
                .check(ALL);
    }

    @Test
    void nobodyKnowsThePort() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.redstart.server..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.redstart.server..")
                .check(ALL);
        noClasses()
                .that()
                .resideInAPackage("dev.redstart.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .check(ALL);
        slices().matching("dev.redstart.server.(*)..").should().beFreeOfCycles().check(ALL);
    }

    /** A rule over no classes would hold whatever they do. */
    @Test
    void bothRoomsAreThere() {
        assertThat(ALL.that(JavaClass.Predicates.resideInAPackage("dev.redstart.server.."))).hasSizeGreaterThan(15);
        assertThat(ALL.that(JavaClass.Predicates.resideInAPackage("dev.redstart.engine.."))).hasSizeGreaterThan(100);
    }
}
