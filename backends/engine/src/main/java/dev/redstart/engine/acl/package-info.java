/**
 * Users and what each may do: ACL's rules, without clients and commands that run.
 *
 * <p>A {@link dev.redstart.engine.acl.User} has {@link dev.redstart.engine.acl.UserRules}: whether it may log in, by which
 * passwords, and {@link dev.redstart.engine.acl.Selector}s, each a set of commands, of keys and of channels; a command is
 * allowed when one selector allows all of it. Rules are immutable: a rule in words makes new ones, so a change that turns
 * out wrong half-way has changed nothing, and whoever checks sees the old or the new.
 *
 * <p>{@link dev.redstart.engine.acl.Users} are all of an engine, {@link dev.redstart.engine.acl.AclFile} is how a file
 * holds them, {@link dev.redstart.engine.acl.AclLog} remembers what was refused. Names, rules and passwords are text with
 * one character per byte (ISO 8859-1), since Redis takes any bytes.
 */
@NullMarked
package dev.redstart.engine.acl;

import org.jspecify.annotations.NullMarked;
