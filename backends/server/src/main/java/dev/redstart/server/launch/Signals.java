package dev.redstart.server.launch;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/**
 * Signals of the system. The JDK has an API for them, but one that javac warns of and that cannot be silenced; hence
 * reflection.
 */
final class Signals {

    private Signals() {}

    /**
     * Has {@code handler} hear, on a thread of its own, whenever the process gets the signal, which then does nothing else.
     *
     * @param name  {@code TERM}
     */
    static void on(String name, Consumer<String> handler) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            InvocationHandler proxy = (self, method, args) -> {
                if (method.getName().equals("handle")) handler.accept("SIG" + name);
                return null;
            };
            Object listener =
                    Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handlerType}, proxy);
            signal.getMethod("handle", signal, handlerType)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), listener);
        } catch (ReflectiveOperationException e) {
            // A JDK without it: the signal ends the process by the JVM's own means.
            return;
        }
    }
}
