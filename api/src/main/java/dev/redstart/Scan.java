package dev.redstart;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A scan from beginning to end, by itself: the server is asked for the next page when the elements of the last one have
 * been taken. Each {@link #iterator()} and each {@link #stream()} begins anew. Nothing to close: the server keeps nothing
 * for a scan. An iterator belongs to one thread.
 */
public final class Scan<T> implements Iterable<T> {

    private final Function<ScanCursor, ScanPage<T>> nextPage;

    Scan(Function<ScanCursor, ScanPage<T>> nextPage) {
        this.nextPage = nextPage;
    }

    @Override
    public Iterator<T> iterator() {
        return new Pages<>(nextPage);
    }

    /** The elements as a sequential stream, as lazy as the iterator. */
    public Stream<T> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    private static final class Pages<T> implements Iterator<T> {

        private final Function<ScanCursor, ScanPage<T>> nextPage;
        private ScanCursor cursor = ScanCursor.START;
        private Iterator<T> page = java.util.Collections.emptyIterator();

        Pages(Function<ScanCursor, ScanPage<T>> nextPage) {
            this.nextPage = nextPage;
        }

        /** Asks for pages until one has elements: a page in the middle may well be empty. */
        @Override
        public boolean hasNext() {
            while (!page.hasNext() && !cursor.isFinished()) {
                ScanPage<T> next = nextPage.apply(cursor);
                cursor = next.cursor();
                page = next.elements().iterator();
            }
            return page.hasNext();
        }

        @Override
        public T next() {
            if (!hasNext()) throw new NoSuchElementException("the scan is finished");
            return page.next();
        }
    }
}
