package dev.redstart.engine.command;

import dev.redstart.engine.acl.AclLog;
import dev.redstart.engine.acl.Latin;
import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.dispatch.ReplySink;
import java.util.List;

/** ACL LOG: what was refused lately. */
final class AclLogCommand {

    private static final int USUAL_COUNT = 10;
    private static final double MILLIS_PER_SECOND = 1000;

    private AclLogCommand() {}

    static void log(Call call) {
        if (call.count() > 2) throw Errors.unknownUse(call.arg(0), "ACL");
        AclLog log = call.dispatcher().access().log();
        if (call.count() == 2 && call.is(1, "RESET")) {
            log.clear();
            call.reply().ok();
            return;
        }
        List<AclLog.Entry> entries = log.latest(call.count() == 2 ? call.integer(1) : USUAL_COUNT);
        call.reply().array(entries.size());
        for (AclLog.Entry entry : entries) reply(call.reply(), entry, call.now());
    }

    private static void reply(ReplySink reply, AclLog.Entry entry, long now) {
        AclLog.Refusal refusal = entry.refusal();
        reply.map(10);
        reply.blob("count");
        reply.integer(entry.count());
        reply.blob("reason");
        reply.blob(refusal.reason());
        reply.blob("context");
        reply.blob(refusal.context());
        reply.blob("object");
        reply.blob(Latin.bytes(refusal.object()));
        reply.blob("username");
        reply.blob(Latin.bytes(refusal.username()));
        reply.blob("age-seconds");
        reply.dbl((now - entry.updatedAt()) / MILLIS_PER_SECOND);
        reply.blob("client-info");
        reply.blob(entry.client());
        reply.blob("entry-id");
        reply.integer(entry.id());
        reply.blob("timestamp-created");
        reply.integer(entry.createdAt());
        reply.blob("timestamp-last-updated");
        reply.integer(entry.updatedAt());
    }
}
