package dev.redstart.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** The arrow {@code server -> engine}: the port knows the engine, and nothing knows the port. */
class ArchitectureTest {

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(location -> !location.contains(tests()))
            .importPackages("dev.redstart");

    /** Where this module's tests are: they know all kinds of things. */
    private static String tests() {
        return ArchitectureTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
    }

    @Test
    void thePortKnowsTheEngineAndNetty() {
        classes()
                .that()
                .resideInAPackage("dev.redstart.server..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.redstart.server..",
                        "dev.redstart.engine..",
                        "dev.redstart.spi..",
                        "io.netty..",
                        "java..",
                        "javax.net..",
                        "jdk.net..",
                        "org.jspecify.annotations..")
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
    }

    /** A rule over no classes would hold whatever they do. */
    @Test
    void bothRoomsAreThere() {
        assertThat(ALL.that(JavaClass.Predicates.resideInAPackage("dev.redstart.server..")))
                .hasSizeGreaterThan(15);
        assertThat(ALL.that(JavaClass.Predicates.resideInAPackage("dev.redstart.engine..")))
                .hasSizeGreaterThan(100);
    }
}
