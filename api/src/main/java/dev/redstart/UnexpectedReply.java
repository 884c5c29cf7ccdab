package dev.redstart;

import dev.redstart.spi.Reply;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * A decoder met a reply of another type; the message shows which. A caller sees it as the cause of a
 * {@link dev.redstart.spi.RedisCodecException}, which adds the command and the backend.
 */
public final class UnexpectedReply extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 300;

    public UnexpectedReply(String expected, Reply reply) {
        super("expected " + expected + ", but the reply is " + describe(reply));
    }

    /** Its beginning: it may have millions of elements, which must not all become text first. */
    private static String describe(Reply reply) {
        StringBuilder text = new StringBuilder();
        append(reply, text);
        return text.length() <= SHOWN ? text.toString() : text.substring(0, SHOWN) + "...";
    }

    private static void append(Reply reply, StringBuilder text) {
        if (reply instanceof Reply.Array a) append("Array", a.elements(), text);
        else if (reply instanceof Reply.SetOf s) append("SetOf", s.elements(), text);
        else if (reply instanceof Reply.Push p) append("Push " + p.kind(), p.elements(), text);
        else if (reply instanceof Reply.MapOf m) append("MapOf", m.entries(), text);
        else if (reply instanceof Reply.Null) text.append("null");
        else text.append(reply);
    }

    private static void append(String kind, List<?> elements, StringBuilder text) {
        text.append(kind).append('[');
        Iterator<?> rest = elements.iterator();
        while (rest.hasNext() && text.length() <= SHOWN) {
            Object element = rest.next();
            if (element instanceof Map.Entry<?, ?> pair) {
                append((Reply) pair.getKey(), text);
                text.append(" = ");
                append((Reply) pair.getValue(), text);
            } else {
                append((Reply) element, text);
            }
            if (rest.hasNext()) text.append(", ");
        }
        text.append(']');
    }
}
