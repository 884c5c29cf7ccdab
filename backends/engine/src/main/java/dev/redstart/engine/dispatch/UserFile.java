package dev.redstart.engine.dispatch;

import dev.redstart.engine.acl.Latin;
import dev.redstart.engine.acl.RuleException;
import dev.redstart.engine.acl.Users;
import dev.redstart.engine.config.ConfigException;
import dev.redstart.engine.config.ServerConfig;
import dev.redstart.engine.persist.Disk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Where users come from and are kept: the file {@code aclfile}, or lines {@code user} of the configuration. */
public final class UserFile {

    private static final String BOTH =
            "Configuring Redis with users defined in redis.conf and at the same setting an ACL file path is invalid."
                    + " This setup is very likely to lead to configuration errors and security holes, please define either"
                    + " an ACL file or declare users directly in your redis.conf, but not both.";

    private final Dispatcher dispatcher;

    private UserFile(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /** That of the engine. */
    public static UserFile of(Dispatcher dispatcher) {
        return dispatcher.part(UserFile.class, UserFile::new);
    }

    /** Whether there is such a file. */
    public boolean isConfigured() {
        return !name().isEmpty();
    }

    private String name() {
        return dispatcher.config().get("aclfile");
    }

    private Path path() {
        return Path.of(dispatcher.config().get("dir")).resolve(name());
    }

    /**
     * Before anybody comes: the users of the configuration, or those of the file.
     *
     * @throws ConfigException with what redis-server says before it ends
     */
    public void start() {
        ServerConfig config = dispatcher.config();
        if (isConfigured() && !config.users().isEmpty()) throw new ConfigException(BOTH);
        config.users().forEach(this::declare);
        try {
            if (isConfigured()) load();
        } catch (CommandError e) {
            throw new ConfigException(
                    "Aborting Redis startup because of ACL errors: " + e.text().substring(4));
        }
    }

    private void declare(List<String> words) {
        Users users = dispatcher.access().users();
        String name = words.get(0);
        if (Latin.hasBlanks(name))
            throw new ConfigException(
                    "Spaces not allowed in ACL usernames\nCritical error while loading ACLs. Exiting.");
        try {
            users.put(name, users.declared(words.subList(1, words.size())));
        } catch (RuleException e) {
            String reason = e.reason() == RuleException.Reason.UNKNOWN_COMMAND ? e.text() : e.reasonText();
            throw new ConfigException("Error loading the user named '" + name + "': " + reason
                    + "\nCritical error while loading ACLs. Exiting.");
        }
    }

    /**
     * ACL LOAD: what it says, and nothing that it does not say.
     *
     * @throws CommandError when it cannot be read or is wrong; then nothing has changed
     */
    public void load() {
        String content;
        try (InputStream in = Disk.REAL.read(path())) {
            content = Latin.text(in.readAllBytes());
        } catch (NoSuchFileException e) {
            throw unreadable("No such file or directory");
        } catch (IOException e) {
            throw unreadable(String.valueOf(e.getMessage()));
        }
        try {
            dispatcher.access().replaceAll(dispatcher.access().users().parse(name(), content));
        } catch (IllegalArgumentException e) {
            throw Errors.of("ERR " + e.getMessage());
        }
    }

    private CommandError unreadable(String reason) {
        return Errors.of("ERR Error loading ACLs, opening file '" + name() + "': " + reason);
    }

    /**
     * ACL SAVE: into a file beside, which then takes the place of the old one.
     *
     * @throws IOException when it cannot be written; the old one is still there
     */
    public void save() throws IOException {
        Path file = path();
        Path beside = file.resolveSibling(
                file.getFileName() + ".tmp-" + dispatcher.identity().runId());
        String content = String.join("\n", dispatcher.access().users().lines()) + "\n";
        try (Disk.Sink sink = Disk.REAL.create(beside)) {
            sink.write(Latin.bytes(content));
            sink.sync();
        }
        Disk.REAL.rename(beside, file);
        Disk.REAL.sync(file.toAbsolutePath().getParent());
    }
}
