package dev.redstart;

import dev.redstart.spi.Reply;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A library of functions that the server has.
 *
 * @param name      its name
 * @param engine    what runs it: {@code LUA}
 * @param functions its functions, in no particular order; cannot be changed
 * @param code      the text that it was loaded from, or null when that was not asked for
 */
public record FunctionLibrary(String name, String engine, List<Function> functions, @Nullable String code) {

    private static final Decoder<List<Function>> FUNCTIONS = Decoders.list(Function::decode);

    static FunctionLibrary decode(Reply reply) {
        Fields fields = Fields.of(reply);
        return new FunctionLibrary(
                fields.text("library_name"),
                fields.text("engine"),
                FUNCTIONS.decode(fields.get("functions")),
                fields.textOrNull("library_code"));
    }

    /**
     * A function of a library.
     *
     * @param name        what {@code FCALL} calls it by; no other function of the server has that name
     * @param description what its library says about it, or null
     * @param flags       what its library says of how it may be called, as {@code no-writes}; cannot be changed
     */
    public record Function(String name, @Nullable String description, Set<String> flags) {

        static Function decode(Reply reply) {
            Fields fields = Fields.of(reply);
            return new Function(
                    fields.text("name"), fields.textOrNull("description"), Fields.words(fields.get("flags")));
        }
    }
}
