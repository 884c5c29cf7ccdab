package dev.redstart;

import dev.redstart.spi.Reply;
import java.util.Map;

/**
 * Where a server's memory goes. Bytes, unless said otherwise.
 *
 * @param peak              the most that was ever allocated
 * @param total             what is allocated now
 * @param startup           what was allocated when it began
 * @param overhead          what is neither keys nor values: buffers, tables, the startup
 * @param dataset           the rest
 * @param datasetPercentage of what is allocated beyond the startup, how much is data; 0 to 100
 * @param peakPercentage    of the peak, how much is allocated now; 0 to 100 and a little more
 * @param keys              how many keys there are, in all databases
 * @param bytesPerKey       what is allocated beyond the startup, per key
 * @param fragmentation     what the system gave the process, as a multiple of what is allocated
 * @param fields            everything as it came, also what newer servers add; in the order of the reply
 */
public record MemoryStats(
        long peak,
        long total,
        long startup,
        long overhead,
        long dataset,
        double datasetPercentage,
        double peakPercentage,
        long keys,
        long bytesPerKey,
        double fragmentation,
        Map<String, Reply> fields) {

    static MemoryStats decode(Reply reply) {
        Fields fields = Fields.of(reply);
        return new MemoryStats(
                fields.integer("peak.allocated"),
                fields.integer("total.allocated"),
                fields.integer("startup.allocated"),
                fields.integer("overhead.total"),
                fields.integer("dataset.bytes"),
                fields.decimal("dataset.percentage"),
                fields.decimal("peak.percentage"),
                fields.integer("keys.count"),
                fields.integer("keys.bytes-per-key"),
                fields.decimal("fragmentation"),
                fields.all);
    }
}
