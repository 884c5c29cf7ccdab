package dev.redstart.lettuce;

import dev.redstart.spi.Reply;
import io.lettuce.core.api.push.PushMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lettuce's push messages as ours. It decodes them itself: into byte buffers, numbers, texts, null, and lists of these. */
final class Pushes {

    private Pushes() {}

    static Reply.Push reply(PushMessage message) {
        // The first element is the kind once more.
        List<Object> content = message.getContent();
        return new Reply.Push(message.getType(), replies(content.subList(1, content.size())));
    }

    private static List<Reply> replies(List<?> values) {
        List<Reply> replies = new ArrayList<>(values.size());
        for (Object value : values) replies.add(reply(value));
        return replies;
    }

    private static Reply reply(@Nullable Object value) {
        if (value == null) return Reply.NULL;
        if (value instanceof byte[] bytes) return new Reply.Blob(bytes);
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return new Reply.Blob(bytes);
        }
        if (value instanceof Long integer) return Reply.integer(integer);
        if (value instanceof Double number) return new Reply.Double(number);
        if (value instanceof List<?> list) return new Reply.Array(replies(list));
        return new Reply.Blob(value.toString().getBytes(StandardCharsets.UTF_8));
    }
}
