package dev.redstart.engine.structure;

/** Reads a listpack, itself known to be sound, as a {@link StreamNode} and finds out whether it is one. */
final class StreamNodeCheck {

    private final byte[] lp;
    private int pos;
    private boolean broken;

    StreamNodeCheck(byte[] listpack) {
        lp = listpack;
        pos = Listpack.first(listpack);
    }

    boolean isValid() {
        long count = integer();
        long deleted = integer();
        long fields = integer();
        skip(fields);
        if (integer() != 0 || count < 0 || deleted < 0 || count > lp.length || deleted > lp.length) return false;
        long marked = 0;
        for (long n = count + deleted; n > 0 && !broken; n--) if (skipEntry(fields)) marked++;
        return !broken && pos < 0 && marked == deleted;
    }

    /** Whether it is marked as deleted. */
    private boolean skipEntry(long masterFields) {
        long flags = integer();
        integer();
        integer();
        boolean same = (flags & StreamNode.SAME_FIELDS) != 0;
        long fields = same ? masterFields : integer();
        long elements = same ? fields : 2 * fields;
        skip(elements);
        if (integer() != elements + (same ? 3 : 4)) broken = true;
        return (flags & StreamNode.DELETED) != 0;
    }

    private long integer() {
        if (broken || pos < 0 || !Listpack.isInteger(lp, pos)) {
            broken = true;
            return 0;
        }
        long value = Listpack.longAt(lp, pos);
        pos = Listpack.next(lp, pos);
        return value;
    }

    private void skip(long elements) {
        if (elements < 0 || elements > lp.length) broken = true;
        for (long n = elements; n > 0 && !broken; n--) {
            if (pos < 0) broken = true;
            else pos = Listpack.next(lp, pos);
        }
    }
}
