package dev.redstart.generator;

import javax.lang.model.element.Element;

/** A family that no view can be derived from; the compiler reports it at {@link #element}. */
final class BadFamilyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    final transient Element element;

    BadFamilyException(String message, Element element) {
        super(message);
        this.element = element;
    }
}
