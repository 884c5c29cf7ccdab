package dev.redstart.engine.script;

import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The libraries there are and their functions, whose names are unique over all of them. Under the engine's lock.
 *
 * <p>Who persists them writes {@link #codes()} and reads them back by {@link #load}, which tells nobody.
 */
public final class Functions {

    private static final CommandError NOT_FOUND = Errors.of("ERR Library not found");
    private static final CommandError EMPTY = Errors.of("ERR No functions registered");
    /** What a function costs beside its library's text, roughly. */
    private static final int OVERHEAD = 200;

    private final LibraryLoader loader;
    private final Map<String, Library> libraries = new LinkedHashMap<>();
    /** In their case as registered, found in any. */
    private final Map<String, Library.Function> functions = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    Functions(LibraryLoader loader) {
        this.loader = loader;
    }

    /** The text of each library, in the order in which they came. */
    public List<byte[]> codes() {
        return libraries.values().stream().map(Library::code).toList();
    }

    public Collection<Library> libraries() {
        return Collections.unmodifiableCollection(libraries.values());
    }

    /** How many functions all libraries have together. */
    public int count() {
        return functions.size();
    }

    /** Null when there is none of that name. */
    public Library.@Nullable Function find(String name) {
        return functions.get(name);
    }

    /** About how much they take. */
    public long bytes() {
        long bytes = 0;
        for (Library l : libraries.values()) bytes += l.code().length;
        return bytes + (long) OVERHEAD * (libraries.size() + functions.size());
    }

    /**
     * Compiles a library, has it register its functions, and adds it, in the place of one of that name if {@code replace}.
     * Returns its name. Nothing has changed when it fails.
     *
     * @param timed whether it may take no longer than Redis allows a client's library
     * @throws CommandError when it is no library, or cannot be added
     */
    public String load(byte[] code, boolean replace, boolean timed) {
        Shebang.OfLibrary shebang = Shebang.ofLibrary(code);
        Library old = libraries.get(shebang.name());
        if (old != null && !replace) throw error("Library '" + shebang.name() + "' already exists");
        Library library = compile(shebang, code, timed);
        replace(old == null ? List.of() : List.of(old), List.of(library));
        return library.name();
    }

    private Library compile(Shebang.OfLibrary shebang, byte[] code, boolean timed) {
        Library library = new Library(shebang.name(), code);
        loader.run(shebang.code(), library, timed);
        if (library.functions().isEmpty()) throw EMPTY;
        return library;
    }

    /** FUNCTION DELETE. */
    public void delete(String name) {
        Library library = libraries.get(name);
        if (library == null) throw NOT_FOUND;
        unlink(library);
    }

    /** FUNCTION FLUSH. */
    public void clear() {
        libraries.clear();
        functions.clear();
        loader.reset();
    }

    /** What FUNCTION RESTORE does with the libraries there are. */
    public enum Policy {
        /** They go. */
        FLUSH,
        /** One of the same name is an error. */
        APPEND,
        /** One of the same name is replaced. */
        REPLACE
    }

    /**
     * Adds all of these libraries, or none.
     *
     * @throws CommandError when one is no library, or cannot be added
     */
    public void restore(List<byte[]> codes, Policy policy) {
        Functions fresh = new Functions(loader);
        for (byte[] code : codes) fresh.load(code, false, false);
        List<Library> replaced = new ArrayList<>(policy == Policy.FLUSH ? libraries.values() : List.of());
        for (Library library : fresh.libraries.values()) {
            Library old = libraries.get(library.name());
            if (old == null || policy == Policy.FLUSH) continue;
            if (policy != Policy.REPLACE) throw error("Library " + library.name() + " already exists");
            replaced.add(old);
        }
        replace(replaced, fresh.libraries.values());
    }

    /** Nothing changes when a name is taken. */
    private void replace(List<Library> old, Collection<Library> fresh) {
        old.forEach(this::unlink);
        for (Library library : fresh) {
            for (String name : library.functions().keySet()) {
                if (!functions.containsKey(name)) continue;
                old.forEach(this::link);
                throw error("Function " + name + " already exists");
            }
        }
        fresh.forEach(this::link);
    }

    private void link(Library library) {
        libraries.put(library.name(), library);
        functions.putAll(library.functions());
    }

    private void unlink(Library library) {
        libraries.remove(library.name());
        library.functions().keySet().forEach(functions::remove);
    }

    private static CommandError error(String text) {
        return Errors.of("ERR " + text);
    }
}
