package dev.redstart;

import dev.redstart.spi.Reply;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A client as the server sees it. What an older server does not tell is empty, 0, or zero time.
 *
 * @param id           the connection's number: never used for another one while the server runs
 * @param address      the client's address, as {@code 127.0.0.1:52555}
 * @param localAddress the server's
 * @param name         its name; empty when it has none
 * @param age          for how long it has been connected, in whole seconds
 * @param idle         for how long it has sent nothing, in whole seconds
 * @param flags        one letter for each state: {@code N} none, {@code M} primary, {@code S} replica, {@code P} subscribed,
 *     {@code x} in a transaction, {@code b} waiting, {@code t} tracking, ...
 * @param database     the database that it uses
 * @param command      its last command, as {@code client|list}
 * @param user         the user that it is
 * @param protocol     the version of RESP that it speaks: 2 or 3
 * @param library      name of the library behind it; empty when it has not said
 * @param fields       everything as it came, also what newer servers add; in the order of the server
 */
public record ClientInfo(
        long id,
        String address,
        String localAddress,
        String name,
        Duration age,
        Duration idle,
        String flags,
        int database,
        String command,
        String user,
        int protocol,
        String library,
        Map<String, String> fields) {

    static ClientInfo decode(Reply reply) {
        Map<String, String> fields = Fields.inText(Decoders.string(reply), " ", '=');
        if (!fields.containsKey("id")) throw new UnexpectedReply("a client's id", reply);
        return of(fields);
    }

    /** One line for each client. */
    static List<ClientInfo> decodeList(Reply reply) {
        return Decoders.string(reply)
                .lines()
                .map(line -> Fields.inText(line, " ", '='))
                .filter(fields -> fields.containsKey("id"))
                .map(ClientInfo::of)
                .toList();
    }

    private static ClientInfo of(Map<String, String> fields) {
        return new ClientInfo(
                number(fields, "id"),
                text(fields, "addr"),
                text(fields, "laddr"),
                text(fields, "name"),
                Duration.ofSeconds(number(fields, "age")),
                Duration.ofSeconds(number(fields, "idle")),
                text(fields, "flags"),
                (int) number(fields, "db"),
                text(fields, "cmd"),
                text(fields, "user"),
                (int) number(fields, "resp"),
                text(fields, "lib-name"),
                Collections.unmodifiableMap(fields));
    }

    private static String text(Map<String, String> fields, String name) {
        return fields.getOrDefault(name, "");
    }

    private static long number(Map<String, String> fields, String name) {
        return Fields.number(fields.get(name)).orElse(0);
    }
}
