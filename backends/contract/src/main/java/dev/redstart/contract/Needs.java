package dev.redstart.contract;

import dev.redstart.spi.Feature;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a suite or a case needs of its backend. Where the backend's capabilities lack it, the case is excused: by name, and
 * counted in the report.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Needs {

    /** Features that it needs. */
    Feature[] value() default {};

    /** Commands that it needs, as {@code HGETDEL}. */
    String[] commands() default {};

    /** The lowest version of Redis whose behaviour it states, as {@code 8.0}. */
    String version() default "";

    /** The lowest version of which it is no longer true, as {@code 8.1}. */
    String before() default "";

    /** Whether it needs a server that has no replicas. */
    boolean alone() default false;
}
