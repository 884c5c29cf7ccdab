package dev.redstart.examples.swap;

/** A part of the workload that needs nothing of the others. */
interface Chapter {

    /** One word; also the seed of its dice and part of its keys. */
    String name();

    void play(Stage stage);
}
