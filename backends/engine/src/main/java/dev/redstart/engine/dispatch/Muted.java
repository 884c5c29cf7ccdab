package dev.redstart.engine.dispatch;

/** The sink of a client that said CLIENT REPLY OFF or SKIP: forgets everything. */
record Muted(ReplySink original) implements ReplySink {

    @Override
    public void text(String value) {}

    @Override
    public void blob(byte[] value, int offset, int length) {}

    @Override
    public void integer(long value) {}

    @Override
    public void dbl(double value) {}

    @Override
    public void bool(boolean value) {}

    @Override
    public void bigNumber(String digits) {}

    @Override
    public void verbatim(String format, byte[] value) {}

    @Override
    public void nullBulk() {}

    @Override
    public void nullArray() {}

    @Override
    public void error(String message) {}

    @Override
    public void array(int size) {}

    @Override
    public void map(int pairs) {}

    @Override
    public void set(int size) {}

    @Override
    public void push(int size) {}

    @Override
    public void openArray() {}

    @Override
    public void openMap() {}

    @Override
    public void openSet() {}

    @Override
    public void end() {}

    @Override
    public boolean resp3() {
        return original.resp3();
    }

    @Override
    public long mark() {
        return 0;
    }

    @Override
    public void rewind(long mark) {}
}
