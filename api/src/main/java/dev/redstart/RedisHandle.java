package dev.redstart;

import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/** The handle that a user closes. */
final class RedisHandle extends RedisView<String, String> implements Redis {

    private final @Nullable ThreadPoolExecutor owned;

    /** {@code owned}: the executor when it was made for this handle and ends with it. */
    RedisHandle(Handle handle, @Nullable ThreadPoolExecutor owned) {
        super(handle, new Commands<>(Codec.utf8(), Codec.utf8(), handle.capabilities));
        this.owned = owned;
    }

    @Override
    public Pipeline pipeline() {
        return new PipelineView.OfText(handle, commands);
    }

    @Override
    public void close() {
        try {
            handle.transport.close();
        } finally {
            if (owned != null) Executors.fadeOut(owned);
        }
    }
}
