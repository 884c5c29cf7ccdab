package dev.redstart;

/** A {@link TypedPipeline} of text keys and values. */
public interface Pipeline extends TypedPipeline<String, String> {}
