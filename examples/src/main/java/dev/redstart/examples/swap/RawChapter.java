package dev.redstart.examples.swap;

import dev.redstart.Redis;
import dev.redstart.spi.RedisReplyException;
import java.util.ArrayList;
import java.util.List;

/**
 * Raw calls: well-formed ones, whose replies have many shapes, and ill-formed ones, which the typed methods cannot make.
 * The texts of errors are part of what must not differ.
 */
final class RawChapter implements Chapter {

    /** K1 to K9 stand for keys of the chapter. */
    private static final String CALLS =
            """
            set K1 10 ; set K1 ; set K1 v nx xx ; set K1 v ex 0 ; set K1 v ex abc ; set K1 v px -5
            set K1 v keepttl ex 3 ; set K1 v nosuch ; get K1 ; get ; get K1 K2 ; incrby K1 abc
            incrby K1 9223372036854775808 ; decrby K1 1.5 ; incrbyfloat K1 abc ; incrbyfloat K1 nan
            setrange K1 -1 x ; setrange K1 999999999999 x ; setex K1 0 v ; getex K1 ex 1 persist
            mset K1 a K2 ; mset K1 a K2 b ; msetnx K1 ; lcs K1 K2 len idx ; append K1 ; expire K1 abc
            expire K1 9223372036854775807 ; expire K1 100 nx gt ; expire K1 100 gt lt ; expire K1 100 nosuch
            persist ; object encoding K1 ; object encoding ; copy K1 K1 ; rename K9 K1 ; type K1
            hset K3 f v g w ; hset K3 f ; hgetall K3 ; hmget K3 f none ; hincrby K3 f 1 ; hincrby K3 n abc
            hincrbyfloat K3 f 1 ; hrandfield K3 1 withvalue ; hrandfield K3 abc ; hexpire K3 10 fields 2 f
            hexpire K3 10 f ; hexpire K3 -1 fields 1 f ; hexpireat K3 4102444800 nx fields 2 f none
            httl K3 fields 0 ; hpexpiretime K3 fields 1 f ; hgetex K3 ex fields 1 f
            hsetex K3 fnx fxx fields 1 f v ; hsetex K3 fields 2 f v ; hgetdel K3 fields 1 g ; hget K1 f
            rpush K4 a b c ; rpush K4 ; lpop K4 -1 ; lpop K4 abc ; lpop K4 2 3 ; lrange K4 0 -1
            lrange K4 a b ; lset K4 9 x ; lset K9 0 x ; linsert K4 beside a b ; lpos K4 c rank 0
            lpos K4 c count -1 ; lpos K4 c maxlen -1 ; lmove K4 K4 up down ; lmpop 0 K4 left
            lmpop 1 K4 left count 0 ; lmpop 2 K4 ; blpop K4 abc ; blpop K4 -1 ; blmpop 0.01 1 K9 left
            lpush K1 x ; sadd K5 a b c ; sadd K5 ; smembers K5 ; sismember K5 a ; smismember K5 a z
            sintercard 0 K5 ; sintercard 1 K5 limit -1 ; sintercard 2 K5 ; sinterstore K6 K5 K1 ; spop K5 -1
            srandmember K5 1 2 ; zadd K7 1 a 2.5 b ; zadd K7 abc m ; zadd K7 nan m ; zadd K7 1
            zadd K7 nx gt 1 a ; zadd K7 gt lt 1 a ; zadd K7 incr 1 a 2 b ; zadd K7 xx nx 1 a
            zadd K7 incr 1.25 a ; zscore K7 a ; zscore K7 none ; zrange K7 0 -1 withscores
            zrange K7 0 -1 limit 0 1 ; zrange K7 a b byscore ; zrange K7 a b bylex
            zrange K7 (1 +inf byscore ; zrange K7 0 1 nosuch ; zrangebyscore K7 (1
            zrangebyscore K7 -inf (2.25 ; zrangebylex K7 a b ; zrangebylex K7 - + ; zcount K7 a b
            zlexcount K7 a b ; zrank K7 b withscore ; zrank K7 b nosuch ; zincrby K7 abc a
            zincrby K7 inf a ; zincrby K7 -inf a ; zpopmin K7 -1 ; zmpop 1 K7 middle
            zmpop 1 K7 min count 0 ; zunion 0 K7 ; zunion 2 K7 K5 weights 1
            zunion 2 K7 K5 aggregate nosuch ; zunion 2 K7 K5 withscores ; zunion 2 K7 K5 weights 1 abc
            zinterstore K6 1 K7 withscores ; zdiff 2 K7 K5 ; zintercard 1 K7 limit -2
            zrandmember K7 1 nosuch ; zadd K1 1 a ; sort K5 ; sort K4 limit 0 ; sort K9 ; scan abc
            scan 0 count 0 ; scan 0 nosuch 1 ; sscan K5 abc ; hscan K3 0 count abc ; zscan K7 0 novalues
            echo hello ; echo ; ping hello ; ping a b ; exists ; exists K1 K1 K9 ; del ; touch K1 K9
            """;

    @Override
    public String name() {
        return "raw";
    }

    @Override
    public void play(Stage stage) {
        for (String call : CALLS.strip().split(" ?[;\n] ?")) {
            List<String> words = new ArrayList<>(List.of(call.split(" ")));
            words.replaceAll(word -> word.matches("K[1-9]") ? stage.key(word) : word);
            String command = words.remove(0);
            call(stage, call, command, words.toArray(new String[0]));
        }
    }

    private static void call(Stage stage, String what, String command, String[] arguments) {
        Redis redis = stage.handle;
        try {
            stage.note(what, redis.call(command, arguments));
        } catch (RedisReplyException e) {
            stage.noteError(what, e);
        }
    }
}
