package dev.redstart.examples;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.redstart.spi.Driver;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The arrows: {@code api -> spi <- backends}, drivers that do not see each other, floors inside the engine. */
class ArchitectureTest {

    private static final String SPI = "dev.redstart.spi..";
    private static final String API = "dev.redstart";
    private static final String ENGINE = "dev.redstart.engine..";
    private static final String LUA = "dev.redstart.lua..";
    private static final String CAFFEINE = "dev.redstart.caffeine..";
    private static final String JEDIS = "dev.redstart.jedis..";
    private static final String LETTUCE = "dev.redstart.lettuce..";
    private static final String REDISSON = "dev.redstart.redisson..";

    /** What everybody may use: the JDK, and the annotations for null, which are not there at run time. */
    private static final String[] JDK = {
        "java..", "javax.net..", "javax.security..", "jdk.net..", "org.jspecify.annotations.."
    };

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.redstart");

    @Test
    void theSpiDependsOnNothing() {
        only(resideInAPackage(SPI), SPI).check(ALL);
    }

    @Test
    void theApiDependsOnTheSpi() {
        DescribedPredicate<JavaClass> json = simpleName("JsonCodec");
        DescribedPredicate<JavaClass> metrics = simpleName("CommandMeters").or(simpleName("CommandObservations"));
        only(resideInAPackage(API).and(not(json)).and(not(metrics)), API, SPI).check(ALL);
        only(resideInAPackage(API).and(metrics), API, "io.micrometer..").check(ALL);
        only(resideInAPackage(API).and(json), API, SPI, "com.fasterxml.jackson..")
                .check(ALL);
    }

    @Test
    void driversDependOnTheSpiAndTheirClient() {
        only(resideInAPackage(LUA), LUA).check(ALL);
        only(resideInAPackage(ENGINE), ENGINE, LUA, SPI).check(ALL);
        DescribedPredicate<JavaClass> metrics = simpleName("LocalCacheMetrics");
        only(resideInAPackage(CAFFEINE).and(not(metrics)), CAFFEINE, ENGINE, SPI, "com.github.benmanes.caffeine..")
                .check(ALL);
        only(resideInAPackage(CAFFEINE).and(metrics), CAFFEINE, "io.micrometer.core..")
                .check(ALL);
        only(resideInAPackage(JEDIS), JEDIS, SPI, "redis.clients.jedis..", "org.apache.commons.pool2..")
                .check(ALL);
        only(resideInAPackage(LETTUCE), LETTUCE, SPI, "io.lettuce.core..", "io.netty..", "reactor.core.publisher..")
                .check(ALL);
        only(resideInAPackage(REDISSON), REDISSON, SPI, "org.redisson..", "io.netty..")
                .check(ALL);
    }

    /** The rest of it is Redisson's own affair and changes with its versions. */
    @Test
    void oneClassKnowsWhatRedissonIsMadeOf() {
        noClasses()
                .that(resideInAPackage(REDISSON).and(not(simpleName("RedissonWire"))))
                .should()
                .dependOnClassesThat(resideInAPackage("org.redisson..")
                        .and(not(resideInAnyPackage("org.redisson.api..", "org.redisson.config..")))
                        .and(not(simpleName("Redisson")))
                        .and(not(simpleName("NettyHook"))))
                .check(ALL);
    }

    @Test
    void aDriverShowsItsDriverAndNothingElse() {
        classes()
                .that()
                .resideInAnyPackage(JEDIS, LETTUCE, REDISSON)
                .and()
                .arePublic()
                .should()
                .implement(Driver.class)
                .check(ALL);
    }

    @Test
    void theFloorsOfTheEngine() {
        String structure = "dev.redstart.engine.structure..";
        String keyspace = "dev.redstart.engine.keyspace..";
        String config = "dev.redstart.engine.config..";
        String catalog = "dev.redstart.engine.catalog..";
        String acl = "dev.redstart.engine.acl..";
        String dispatch = "dev.redstart.engine.dispatch..";
        String command = "dev.redstart.engine.command..";
        String persist = "dev.redstart.engine.persist..";
        String aof = "dev.redstart.engine.aof..";
        String script = "dev.redstart.engine.script..";
        only(resideInAPackage(structure), structure).check(ALL);
        only(resideInAPackage(keyspace), keyspace, structure).check(ALL);
        only(resideInAPackage(config), config).check(ALL);
        only(resideInAPackage(persist), persist, config, keyspace, structure).check(ALL);
        only(resideInAPackage(catalog), catalog, structure).check(ALL);
        only(resideInAPackage(acl), acl, catalog, config, structure).check(ALL);
        only(resideInAPackage(dispatch), dispatch, acl, catalog, persist, config, keyspace, structure, SPI)
                .check(ALL);
        only(resideInAPackage(aof), aof, dispatch, acl, catalog, persist, config, keyspace, structure)
                .check(ALL);
        only(resideInAPackage(script), script, LUA, dispatch, acl, catalog, persist, config, keyspace, structure)
                .check(ALL);
        only(
                        resideInAPackage(command),
                        command,
                        aof,
                        script,
                        dispatch,
                        acl,
                        catalog,
                        persist,
                        config,
                        keyspace,
                        structure,
                        SPI)
                .check(ALL);
        slices().matching("dev.redstart.engine.(*)..").should().beFreeOfCycles().check(ALL);
    }

    @Test
    void storiesAreWrittenAgainstTheApiAlone() {
        noClasses()
                .that()
                .resideInAPackage("dev.redstart.examples..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ENGINE, CAFFEINE, JEDIS, LETTUCE, REDISSON, "redis.clients..", "io.lettuce..", "org.redisson..")
                .check(ALL);
    }

    @Test
    void nobodyUsesTheSerializationOfJava() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ObjectOutputStream.class)
                .check(ALL);
    }

    /** A rule over no classes would hold whatever they do. */
    @Test
    void everyRoomIsThere() {
        for (String room :
                List.of(SPI, API, ENGINE, LUA, CAFFEINE, JEDIS, LETTUCE, REDISSON, "dev.redstart.examples..")) {
            assertThat(ALL.that(resideInAPackage(room))).as(room).hasSizeGreaterThan(10);
        }
    }

    private static ArchRule only(DescribedPredicate<JavaClass> room, String... packages) {
        List<String> allowed = new ArrayList<>(List.of(JDK));
        allowed.addAll(List.of(packages));
        return classes()
                .that(room)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed.toArray(new String[0])));
    }
}
