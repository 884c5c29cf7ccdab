package dev.redstart.engine.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of an engine and their values. Every parameter of Redis is here, so that it can be set and read; what one
 * means is up to those who {@link #onChange listen}. Once the engine runs, used under its lock.
 */
public final class ServerConfig {

    /** The version of Redis whose parameters these are. */
    public static final String REDIS_VERSION = "8.0.6";

    private static final Map<String, Parameter> PARAMETERS = load();

    /** By name; an older name stands for its parameter. */
    private final Map<String, String> values = new HashMap<>();

    private final Map<String, List<Consumer<String>>> listeners = new HashMap<>();
    private boolean savesGiven;
    private final List<List<String>> users = new ArrayList<>();
    private @Nullable Path file;

    /** All at their defaults. */
    public ServerConfig() {
        for (Parameter p : primaries()) values.put(p.name(), p.initial());
        values.put("dir", Path.of("").toAbsolutePath().toString());
    }

    private static Map<String, Parameter> load() {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        try (InputStream in = ServerConfig.class.getResourceAsStream("parameters.txt");
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
            for (String line; (line = lines.readLine()) != null; ) {
                if (line.startsWith("#")) continue;
                Parameter p = Parameter.parse(line);
                parameters.put(p.name(), p);
                if (p.alias() != null) parameters.put(p.alias(), p);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parameters;
    }

    static @Nullable Parameter parameter(String name) {
        return PARAMETERS.get(name.toLowerCase(Locale.ROOT));
    }

    static Collection<Parameter> primaries() {
        List<Parameter> all = new ArrayList<>();
        PARAMETERS.forEach((name, p) -> {
            if (name.equals(p.name())) all.add(p);
        });
        return all;
    }

    /** All names, the older ones too, except those that CONFIG GET shows only to who knows them. */
    public static Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        PARAMETERS.forEach((name, p) -> {
            if (!p.is("hidden")) names.add(name);
        });
        return names;
    }

    /** The file that CONFIG REWRITE writes; null when there is none. */
    public @Nullable Path file() {
        return file;
    }

    /** See {@link #file()}. */
    public void file(Path file) {
        this.file = file;
    }

    /** The users that lines {@code user} declare: a name, then rules. */
    public List<List<String>> users() {
        return Collections.unmodifiableList(users);
    }

    /**
     * A line {@code user}, without that word.
     *
     * @throws ConfigException when there was one about that user
     */
    public void addUser(List<String> words) {
        for (List<String> user : users)
            if (user.get(0).equals(words.get(0)))
                throw new ConfigException("Error in user declaration '" + words.get(0)
                        + "': Duplicate user found. A user can only be defined once in config files");
        users.add(List.copyOf(words));
    }

    /** Whether there is a parameter of that name, in whatever case. */
    public static boolean knows(String name) {
        return parameter(name) != null;
    }

    /** Whether its value is a secret. */
    public static boolean isSensitive(String name) {
        Parameter p = parameter(name);
        return p != null && p.is("sensitive");
    }

    /** Its value as CONFIG GET shows it. */
    public String get(String name) {
        Parameter p = parameter(name);
        String value = p == null ? null : values.get(p.name());
        if (value == null) throw new IllegalArgumentException("no parameter " + name);
        return value;
    }

    /** A number (or a number of bytes). */
    public long number(String name) {
        return Long.parseUnsignedLong(get(name).replace("-", "")) * (get(name).startsWith("-") ? -1 : 1);
    }

    /** Yes or no. */
    public boolean is(String name) {
        return get(name).equals("yes");
    }

    /**
     * Has {@code listener} hear the value: now, and whenever it is set to another one. It may refuse by a
     * {@link ConfigException}.
     */
    public void onChange(String name, Consumer<String> listener) {
        Parameter p = parameter(name);
        if (p == null) throw new IllegalArgumentException("no parameter " + name);
        listeners.computeIfAbsent(p.name(), n -> new ArrayList<>()).add(listener);
        listener.accept(get(name));
    }

    /**
     * As a line of a configuration file, before the engine starts.
     *
     * @throws ConfigException when the value cannot be
     */
    public void load(String name, List<String> words) {
        Parameter p = parameter(name);
        if (p == null) throw new ConfigException("Bad directive or wrong number of arguments");
        List<String> given = words;
        if (!p.takesMany() && words.size() != 1) throw new ConfigException("wrong number of arguments");
        if (p.takesMany() && words.size() == 1 && !words.get(0).isEmpty()) {
            List<String> split = Words.split(words.get(0));
            given = split == null ? words : split;
        }
        // Without words it only takes the defaults away.
        if (p.name().equals("save") && words.isEmpty() && savesGiven) return;
        String before = get(name);
        String value = p.normalize(given, before);
        // Only the lines of this one add up, unless one is empty or it is the first.
        boolean adds = p.name().equals("save") && !value.isEmpty() && !before.isEmpty() && savesGiven;
        if (p.name().equals("save")) savesGiven = true;
        values.put(p.name(), adds ? before + " " + value : value);
    }

    /**
     * CONFIG SET: all of them or none.
     *
     * @param settings  name and value in turn
     * @param protect   whether protected parameters may not be set
     * @throws ConfigException with the whole error, without its code
     */
    public void set(List<String> settings, boolean protect) {
        Map<String, Parameter> chosen = check(settings, protect);
        Map<String, String> before = new LinkedHashMap<>();
        Set<String> told = new LinkedHashSet<>();
        String current = "";
        try {
            int i = 1;
            for (Map.Entry<String, Parameter> entry : chosen.entrySet()) {
                current = entry.getKey();
                Parameter p = entry.getValue();
                String old = get(p.name());
                before.putIfAbsent(p.name(), old);
                String value = settings.get(i);
                List<String> words = p.takesMany() ? List.of(value.split(" ", -1)) : List.of(value);
                values.put(p.name(), p.normalize(words, old));
                i += 2;
            }
            for (String name : before.keySet()) {
                current = name;
                if (get(name).equals(before.get(name))) continue;
                told.add(name);
                tell(name);
            }
        } catch (ConfigException e) {
            values.putAll(before);
            told.forEach(this::tell);
            throw new ConfigException(failure(current, e.reason()));
        }
    }

    private static String failure(String name, String reason) {
        return "CONFIG SET failed (possibly related to argument '" + name + "') - " + reason;
    }

    /** By the names as they were given; an older name and the newer are two. */
    private static Map<String, Parameter> check(List<String> settings, boolean protect) {
        Map<String, Parameter> chosen = new LinkedHashMap<>();
        String problem = null;
        for (int i = 0; i < settings.size() && problem == null; i += 2) {
            String given = settings.get(i);
            Parameter p = parameter(given);
            if (p == null) problem = "Unknown option or number of arguments for CONFIG SET - '" + given + "'";
            else if (p.is("immutable")) problem = failure(given, "can't set immutable config");
            else if (protect && p.is("protected")) problem = failure(given, "can't set protected config");
            else if (chosen.put(given.toLowerCase(Locale.ROOT), p) != null)
                problem = failure(given, "duplicate parameter");
        }
        if (problem != null) throw new ConfigException(problem);
        return chosen;
    }

    private void tell(String name) {
        for (Consumer<String> listener : listeners.getOrDefault(name, List.of())) listener.accept(get(name));
    }
}
