package dev.redstart.jedis;

import redis.clients.jedis.exceptions.JedisConnectionException;

/** The server sent something that is not RESP, or more than we take: the connection is of no more use. */
final class MalformedReplyException extends JedisConnectionException {

    private static final long serialVersionUID = 1L;

    MalformedReplyException(String problem) {
        super(problem);
    }
}
