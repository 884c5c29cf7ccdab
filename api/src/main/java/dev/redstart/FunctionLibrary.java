package dev.redstart;

import dev.redstart.spi.Reply;
import java.util.List;
import java.util.Map;
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
        Map<String, Reply> fields = Fields.of(reply);
        Reply code = fields.get("library_code");
        return new FunctionLibrary(
                Decoders.text().decode(Fields.required(fields, "library_name", reply)),
                Decoders.text().decode(Fields.required(fields, "engine", reply)),
                FUNCTIONS.decode(Fields.required(fields, "functions", reply)),
                code == null ? null : Decoders.text().decode(code));
    }

    /**
     * A function of a library.
     *
     * @param name        what {@code FCALL} calls it by; no other function of the server has that name
     * @param description what its library says about it, or null
     * @param flags       what its library says of how it may be called, as {@code no-writes}; cannot be changed
     */
    public record Function(String name, @Nullable String description, Set<String> flags) {

        private static final Decoder<Set<String>> FLAGS = Decoders.set(Decoders.text());

        static Function decode(Reply reply) {
            Map<String, Reply> fields = Fields.of(reply);
            return new Function(
                    Decoders.text().decode(Fields.required(fields, "name", reply)),
                    Decoders.textOrNull().decode(Fields.required(fields, "description", reply)),
                    FLAGS.decode(Fields.required(fields, "flags", reply)));
        }
    }
}
