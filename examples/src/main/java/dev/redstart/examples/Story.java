package dev.redstart.examples;

/** One thing that people build with Redis, told in code and in what it prints. */
interface Story {

    /** As typed on the command line. */
    String name();

    /** What it is about, in one line. */
    String about();

    /** Tells it. Whatever it throws is a failure of the story. */
    void run(Context story) throws Exception;
}
