package dev.redstart;

import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** The handle that a user closes. */
final class RedisHandle extends RedisView<String, String> implements Redis {

    private final @Nullable ExecutorService owned;

    /** {@code owned}: the executor when it was made for this handle and ends with it. */
    RedisHandle(Handle handle, @Nullable ExecutorService owned) {
        super(handle, new Commands<>(Codec.utf8(), Codec.utf8()));
        this.owned = owned;
    }

    @Override
    public Pipeline pipeline() {
        return new PipelineView.OfText(handle, commands);
    }

    @Override
    public void close() {
        handle.transport.close();
        // What is queued still runs: callbacks about the close itself.
        if (owned != null) owned.shutdown();
    }
}
