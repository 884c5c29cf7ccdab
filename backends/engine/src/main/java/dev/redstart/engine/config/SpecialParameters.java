package dev.redstart.engine.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The parameters whose values have rules of their own. */
final class SpecialParameters {

    /** Classes of events in the order in which CONFIG GET shows them; {@code A} stands for the first ten. */
    private static final String EVENTS = "g$lshzxetdnKEm";

    private static final String ALL_EVENTS = "g$lshzxetd";
    private static final List<String> CLIENT_CLASSES = List.of("normal", "slave", "pubsub");
    private static final int MAX_ADDRESSES = 16;
    private static final int MIN_HZ = 1;
    private static final int MAX_HZ = 500;

    private SpecialParameters() {}

    /** A plain text, checked where not every text will do. */
    static String checkedText(String name, String text) {
        boolean isPath = text.indexOf('/') >= 0 || text.indexOf('\\') >= 0;
        switch (name) {
            case "dbfilename" -> {
                if (isPath) throw new ConfigException("dbfilename can't be a path, just a filename");
            }
            case "appendfilename" -> {
                if (text.isEmpty()) throw new ConfigException("appendfilename can't be empty");
                if (isPath) throw new ConfigException("appendfilename can't be a path, just a filename");
            }
            case "appenddirname" -> {
                if (text.isEmpty()) throw new ConfigException("appenddirname can't be empty");
                if (isPath) throw new ConfigException("appenddirname can't be a path, just a dirname");
            }
            case "cluster-announce-hostname" -> {
                if (!text.matches("[A-Za-z0-9.-]*"))
                    throw new ConfigException("Hostnames may only contain alphanumeric characters, hyphens or dots");
            }
            default -> {
                return text;
            }
        }
        return text;
    }

    /** A number that is taken also when it is out of range, and then capped. */
    static String capped(String name, String number) {
        if (!name.equals("hz")) return number;
        return Long.toString(Math.max(MIN_HZ, Math.min(MAX_HZ, Long.parseLong(number))));
    }

    static String normalize(String name, List<String> words, String before) {
        return switch (name) {
            case "dir" -> dir(words.get(0));
            case "save" -> save(words);
            case "client-output-buffer-limit" -> outputLimits(words, before);
            case "oom-score-adj-values" -> oomScores(words);
            case "notify-keyspace-events" -> events(words.get(0));
            case "bind" -> bind(words);
            case "replicaof" -> replicaOf(words);
            case "latency-tracking-info-percentiles" -> percentiles(words);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static String dir(String word) {
        try {
            Path path = Path.of(word).toAbsolutePath().normalize();
            if (Files.isDirectory(path)) return path.toString();
            throw new ConfigException(Files.exists(path) ? "Not a directory" : "No such file or directory");
        } catch (InvalidPathException e) {
            throw new ConfigException("No such file or directory");
        }
    }

    private static String save(List<String> words) {
        if (words.isEmpty() || words.size() == 1 && words.get(0).isEmpty()) return "";
        if (words.size() % 2 != 0) throw new ConfigException("Invalid save parameters");
        for (int i = 0; i < words.size(); i++) {
            // Seconds, then changes.
            long least = i % 2 == 0 ? 1 : 0;
            if (!words.get(i).matches("[0-9]{1,9}") || Long.parseLong(words.get(i)) < least)
                throw new ConfigException("Invalid save parameters");
        }
        return String.join(" ", words);
    }

    private static String outputLimits(List<String> words, String before) {
        if (words.size() % 4 != 0)
            throw new ConfigException("Wrong number of arguments in buffer limit configuration.");
        List<String> limits = new ArrayList<>(List.of(before.split(" ")));
        for (int i = 0; i < words.size(); i += 4) {
            String type = words.get(i).toLowerCase(Locale.ROOT);
            int at = CLIENT_CLASSES.indexOf(type.equals("replica") ? "slave" : type) * 4;
            if (at < 0) throw new ConfigException("Invalid client class specified in buffer limit configuration.");
            Long hard = Memory.parse(words.get(i + 1));
            Long soft = Memory.parse(words.get(i + 2));
            if (hard == null || soft == null || !words.get(i + 3).matches("[0-9]{1,18}"))
                throw new ConfigException("Error in hard, soft or soft_seconds setting in buffer limit configuration.");
            limits.set(at + 1, Long.toString(hard));
            limits.set(at + 2, Long.toString(soft));
            limits.set(at + 3, words.get(i + 3));
        }
        return String.join(" ", limits);
    }

    private static String oomScores(List<String> words) {
        if (words.size() != 3) throw new ConfigException("wrong number of arguments");
        for (String word : words) {
            if (!word.matches("-?[0-9]{1,4}") || Math.abs(Integer.parseInt(word)) > 2000)
                throw new ConfigException("Invalid oom-score-adj-values, elements must be between -2000 and 2000.");
        }
        return String.join(" ", words);
    }

    /** The same classes in Redis' order. */
    private static String events(String letters) {
        String known = EVENTS + "A";
        for (char c : letters.toCharArray()) {
            if (known.indexOf(c) < 0)
                throw new ConfigException("Invalid event class character. Use 'Ag$lshzxeKEtmdn'.");
        }
        String wanted = letters.replace("A", ALL_EVENTS);
        String shown = EVENTS.chars()
                .filter(c -> wanted.indexOf(c) >= 0)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        return shown.startsWith(ALL_EVENTS) ? "A" + shown.substring(ALL_EVENTS.length()) : shown;
    }

    private static String bind(List<String> words) {
        if (words.size() > MAX_ADDRESSES) throw new ConfigException("Too many bind addresses specified.");
        return words.size() == 1 && words.get(0).isEmpty() ? "" : String.join(" ", words);
    }

    private static String replicaOf(List<String> words) {
        if (words.size() != 2) throw new ConfigException("wrong number of arguments");
        if (words.get(0).equalsIgnoreCase("no") && words.get(1).equalsIgnoreCase("one")) return "";
        if (!words.get(1).matches("[0-9]{1,5}") || Integer.parseInt(words.get(1)) > 65535)
            throw new ConfigException("Invalid master port");
        return String.join(" ", words);
    }

    private static String percentiles(List<String> words) {
        if (words.size() == 1 && words.get(0).isEmpty()) return "";
        return words.stream().map(SpecialParameters::percentile).collect(Collectors.joining(" "));
    }

    private static String percentile(String word) {
        if (!word.matches("-?[0-9]+(\\.[0-9]+)?"))
            throw new ConfigException("Invalid latency-tracking-info-percentiles parameters");
        double p = Double.parseDouble(word);
        if (p < 0 || p > 100)
            throw new ConfigException("latency-tracking-info-percentiles parameters should sit between [0.0,100.0]");
        return p == Math.rint(p) ? Long.toString((long) p) : Double.toString(p);
    }
}
