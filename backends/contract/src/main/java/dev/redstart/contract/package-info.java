/**
 * What every backend must do, written once: the contract suite. One abstract JUnit class per family and feature; a driver
 * runs all of them by extending {@link dev.redstart.contract.RedisContract}, a third party's as well as ours.
 *
 * <p>A case states a sequence of commands and the Java values that come out, on any backend. No mocks: what runs here runs
 * on the real thing. A backend that declares in its capabilities that it lacks something is excused from the cases that
 * need it, by name and counted in the report at the end.
 */
@NullMarked
package dev.redstart.contract;

import org.jspecify.annotations.NullMarked;
