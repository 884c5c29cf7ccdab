/**
 * Keeping data in files, in Redis' own formats: what the snapshot ({@link dev.redstart.engine.persist.rdb}) and the log of
 * commands share. Files are reached through {@link dev.redstart.engine.persist.Disk} only, and a directory belongs to one
 * engine at a time ({@link dev.redstart.engine.persist.DirectoryLock}).
 */
@NullMarked
package dev.redstart.engine.persist;

import org.jspecify.annotations.NullMarked;
