package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.FIRST;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Cluster;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.dispatch.ReplySink;
import dev.redstart.engine.keyspace.EventClass;
import dev.redstart.engine.keyspace.HashValue;
import dev.redstart.engine.keyspace.ListValue;
import dev.redstart.engine.keyspace.SetValue;
import dev.redstart.engine.keyspace.StringValue;
import dev.redstart.engine.keyspace.Value;
import dev.redstart.engine.keyspace.ZSetValue;
import dev.redstart.engine.structure.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SORT: the elements of a list, set or sorted set in order, or what other keys say about them. */
final class Sort {

    static final List<Command> COMMANDS = List.of(
            of("SORT", -2, "write denyoom movablekeys", FIRST, call -> new Sort(call).run(true)),
            of("SORT_RO", -2, "readonly movablekeys", FIRST, call -> new Sort(call).run(false)));

    private static final CommandError NOT_NUMBERS = Errors.of("ERR One or more scores can't be converted into double");
    private static final byte[] EMPTY = {};

    /** An element with what it is sorted by: a number, or when sorting as text maybe nothing. */
    private record Item(byte[] element, double score, byte @Nullable [] text) {}

    private final Call call;
    private final List<SortPattern> gets = new ArrayList<>();
    private @Nullable SortPattern by;
    private boolean sorted = true;
    private boolean descending;
    private boolean alpha;
    private long offset;
    private long limit = -1;
    private byte @Nullable [] target;

    private Sort(Call call) {
        this.call = call;
    }

    private void run(boolean mayStore) {
        parse(mayStore);
        List<byte[]> elements = limited(ordered());
        byte[] store = target;
        if (store == null) reply(elements);
        else store(store, elements);
    }

    private void parse(boolean mayStore) {
        for (int i = 1; i < call.count(); i++) {
            if (call.is(i, "ASC")) descending = false;
            else if (call.is(i, "DESC")) descending = true;
            else if (call.is(i, "ALPHA")) alpha = true;
            else if (call.is(i, "LIMIT") && call.has(i, 2)) {
                offset = call.integer(++i);
                limit = call.integer(++i);
            } else if (mayStore && call.is(i, "STORE") && call.has(i, 1)) target = call.arg(++i);
            else if (call.is(i, "BY") && call.has(i, 1)) {
                by = new SortPattern(call.arg(++i));
                if (!by.isConstant()) checkSlot("BY", call.arg(i));
                // A pattern that says the same of every element asks for no order at all.
                if (by.isConstant()) sorted = false;
                else checkReadsAll("BY");
            } else if (call.is(i, "GET") && call.has(i, 1)) {
                if (!call.is(++i, '#')) checkSlot("GET", call.arg(i));
                checkReadsAll("GET");
                gets.add(new SortPattern(call.arg(i)));
            } else throw Errors.SYNTAX;
        }
    }

    private void checkSlot(String option, byte[] pattern) {
        if (call.dispatcher().cluster().isEnabled() && !Cluster.staysInSlot(pattern, call.arg(0)))
            throw Errors.of(
                    "ERR " + option + " option of SORT denied in Cluster mode when keys formed by the pattern may be"
                            + " in different slots.");
    }

    /** A pattern may lead to any key. */
    private void checkReadsAll(String option) {
        boolean may =
                call.session().user().rules().mayReadAllKeys(call.command().facts(), call.args());
        if (!may) throw Errors.of("ERR " + option + " option of SORT denied due to insufficient ACL permissions.");
    }

    /** All elements in their final order. */
    private List<byte[]> ordered() {
        List<byte[]> elements = new ArrayList<>();
        Value value = call.db().read(call.arg(0));
        if (value instanceof ListValue list) list.forEach(elements::add);
        else if (value instanceof SetValue set) set.forEach(elements::add);
        else if (value instanceof ZSetValue zset) {
            // Redis converts what it sorts, for good; OBJECT ENCODING shows it.
            zset.expand();
            zset.forEach(elements::add);
        } else if (value != null) throw Errors.WRONG_TYPE;
        if (!sorted && value instanceof SetValue && (target != null || call.isInScript())) {
            // What is stored, or a script may store, must not depend on how a set happens to be laid out.
            sorted = true;
            alpha = true;
            by = null;
        }
        if (sorted) return sort(elements);
        if (descending && !(value instanceof SetValue)) Collections.reverse(elements);
        return elements;
    }

    private List<byte[]> sort(List<byte[]> elements) {
        Item[] items = new Item[elements.size()];
        for (int i = 0; i < items.length; i++) items[i] = item(elements.get(i));
        Comparator<Item> order = alpha ? Sort::compareTexts : Sort::compareScores;
        Arrays.sort(items, descending ? order.reversed() : order);
        List<byte[]> sortedElements = new ArrayList<>(items.length);
        for (Item item : items) sortedElements.add(item.element);
        return sortedElements;
    }

    private Item item(byte[] element) {
        byte[] weight = by == null ? element : by.lookUp(call, element);
        if (alpha) return new Item(element, 0, weight);
        double score = weight == null ? 0 : Numbers.parseScoreBound(weight, 0, weight.length);
        if (Double.isNaN(score)) throw NOT_NUMBERS;
        return new Item(element, score, null);
    }

    /** Equal numbers in the order of the elements, so that the result is always the same. */
    private static int compareScores(Item a, Item b) {
        int scores = a.score < b.score ? -1 : a.score > b.score ? 1 : 0;
        return scores != 0 ? scores : Arrays.compareUnsigned(a.element, b.element);
    }

    /** What has no text comes first. */
    private static int compareTexts(Item a, Item b) {
        return Arrays.compareUnsigned(a.text, b.text);
    }

    private List<byte[]> limited(List<byte[]> elements) {
        int from = (int) Math.min(Math.max(0, offset), elements.size());
        int to = limit < 0
                ? elements.size()
                : (int) Math.min(elements.size(), from + Math.min(limit, Integer.MAX_VALUE));
        return elements.subList(from, to);
    }

    private void reply(List<byte[]> elements) {
        ReplySink reply = call.reply();
        List<byte @Nullable []> outputs = outputs(elements);
        reply.array(outputs.size());
        for (byte[] output : outputs) {
            if (output == null) reply.nullBulk();
            else reply.blob(output);
        }
    }

    private List<byte @Nullable []> outputs(List<byte[]> elements) {
        if (gets.isEmpty()) return new ArrayList<byte @Nullable []>(elements);
        List<byte @Nullable []> outputs = new ArrayList<>(elements.size() * gets.size());
        for (byte[] element : elements) {
            for (SortPattern get : gets) outputs.add(get.lookUp(call, element));
        }
        return outputs;
    }

    private void store(byte[] key, List<byte[]> elements) {
        List<byte[]> stored = new ArrayList<>();
        for (byte[] output : outputs(elements)) stored.add(output == null ? EMPTY : output);
        if (stored.isEmpty()) {
            if (call.db().remove(key) != null) call.changed(key, EventClass.GENERIC, "del");
        } else {
            ListValue list = ListValue.create(call.limits());
            list.makeRoom(stored, call.limits());
            for (byte[] element : stored) list.push(element, false);
            call.db().set(key, list);
            call.changed(key, EventClass.LIST, "sortstore");
        }
        call.reply().integer(stored.size());
    }

    /**
     * What BY and GET are given: {@code #} is the element itself, otherwise the element takes the place of the first
     * {@code *} in the name of a key, and {@code ->field} behind it means a field of a hash there.
     */
    private static final class SortPattern {
        private final byte[] pattern;
        private final int star;
        /** Where {@code ->} stands, or the end of the pattern. */
        private final int arrow;

        SortPattern(byte[] pattern) {
            this.pattern = pattern;
            star = indexOfStar();
            arrow = indexOfArrow();
        }

        private int indexOfStar() {
            for (int i = 0; i < pattern.length; i++) if (pattern[i] == '*') return i;
            return -1;
        }

        private int indexOfArrow() {
            for (int i = star + 1; i + 2 < pattern.length && star >= 0; i++) {
                if (pattern[i] == '-' && pattern[i + 1] == '>') return i;
            }
            return pattern.length;
        }

        boolean isConstant() {
            return star < 0;
        }

        byte @Nullable [] lookUp(Call call, byte[] element) {
            if (pattern.length == 1 && pattern[0] == '#') return element;
            if (star < 0) return null;
            byte[] key = key(element);
            Value value = call.db().read(key);
            if (arrow == pattern.length) return value instanceof StringValue s ? s.bytes() : null;
            byte[] field = Arrays.copyOfRange(pattern, arrow + 2, pattern.length);
            return value instanceof HashValue h ? Hashes.get(call, key, h, field) : null;
        }

        private byte[] key(byte[] element) {
            byte[] key = new byte[arrow - 1 + element.length];
            System.arraycopy(pattern, 0, key, 0, star);
            System.arraycopy(element, 0, key, star, element.length);
            System.arraycopy(pattern, star + 1, key, star + element.length, arrow - star - 1);
            return key;
        }
    }
}
