package dev.redstart;

import org.jspecify.annotations.Nullable;

/** How {@code SHUTDOWN} ends a server. Immutable; each step gives new options. */
public sealed interface ShutdownOptions {

    /** With a snapshot, even where none is configured ({@code SAVE}). */
    static Choice save() {
        return Choice.NONE.save();
    }

    /** Without a snapshot ({@code NOSAVE}): what has changed since the last one is lost, unless there is an append-only file. */
    static Choice noSave() {
        return Choice.NONE.noSave();
    }

    /** Without waiting for replicas that lag behind ({@code NOW}). */
    static Choice now() {
        return Choice.NONE.now();
    }

    /** Also when the snapshot cannot be written ({@code FORCE}). */
    static Choice force() {
        return Choice.NONE.force();
    }

    /** Options chosen so far. */
    final class Choice extends Options implements ShutdownOptions {

        static final Choice NONE = new Choice(null, false, false);

        private final @Nullable String snapshot;
        private final boolean now;
        private final boolean force;

        private Choice(@Nullable String snapshot, boolean now, boolean force) {
            this.snapshot = snapshot;
            this.now = now;
            this.force = force;
        }

        /** See {@link ShutdownOptions#save()}. */
        public Choice save() {
            return new Choice("SAVE", now, force);
        }

        /** See {@link ShutdownOptions#noSave()}. */
        public Choice noSave() {
            return new Choice("NOSAVE", now, force);
        }

        /** See {@link ShutdownOptions#now()}. */
        public Choice now() {
            return new Choice(snapshot, true, force);
        }

        /** See {@link ShutdownOptions#force()}. */
        public Choice force() {
            return new Choice(snapshot, now, true);
        }

        @Override
        void appendTo(CommandBuilder<?, ?> command) {
            if (snapshot != null) command.word(snapshot);
            command.wordIf(now, "NOW").wordIf(force, "FORCE");
        }
    }
}
