package dev.redstart.server;

import io.netty.channel.IoEventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.Executor;

/** The event loops of a server: one of them can serve its connections also from inside a task that takes long. */
final class Loops extends MultiThreadIoEventLoopGroup {

    Loops(int threads, IoHandlerFactory handlers) {
        super(threads, new DefaultThreadFactory("redstart-port", true), handlers);
    }

    @Override
    protected IoEventLoop newChild(Executor executor, IoHandlerFactory handlers, Object... args) {
        return new Loop(this, executor, handlers);
    }

    /** One of them. */
    static final class Loop extends SingleThreadIoEventLoop {

        private boolean serving;
        private boolean handling;

        private Loop(IoEventLoopGroup group, Executor executor, IoHandlerFactory handlers) {
            super(group, executor, handlers);
        }

        /**
         * Reads what has come and runs what is due, without waiting for anything. Called from inside a task; nothing happens
         * inside the handling of input, which is not made to be begun again before it has ended.
         */
        void serve() {
            if (serving || handling) return;
            serving = true;
            try {
                runIo();
                runAllTasks();
            } finally {
                serving = false;
            }
        }

        @Override
        protected int runIo() {
            handling = true;
            try {
                return super.runIo();
            } finally {
                handling = false;
            }
        }

        /** The loop waits for input only while it has no tasks; here it has one, that which it is called from. */
        @Override
        protected boolean hasTasks() {
            return serving || super.hasTasks();
        }
    }
}
