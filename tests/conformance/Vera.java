// Asks the veraPDF engine whether PDF files keep given profiles, whatever they claim.
//
//   java -cp 'java:java/*' Vera ua1,2a FILE...
//
// One line an answer, with tabs between: FILE, profile, "pass" or "fail", number of checks.
// One line a broken rule: FILE, profile, "rule", what is broken, how often and where first.
// One line a file that cannot be read: FILE, profile, "error", why.

import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.VeraPDFFoundry;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public final class Vera {
    private static final int ALL_FAILURES = -1;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final VeraPDFFoundry engine = Foundries.defaultInstance();

    public static void main(String[] args) {
        LogManager.getLogManager().getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        var vera = new Vera();
        for (String file : List.of(args).subList(1, args.length)) {
            for (String profile : args[0].split(",")) {
                vera.ask(file, profile);
            }
        }
    }

    private void ask(String file, String profile) {
        var flavour = PDFAFlavour.byFlavourId(profile);
        try (var parser = engine.createParser(new File(file), flavour);
                var validator = engine.createValidator(flavour, ALL_FAILURES, false, true, false)) {
            answer(file, profile, validator.validate(parser));
        } catch (Exception | StackOverflowError e) {
            say(file, profile, "error", e.toString());
        }
    }

    private void answer(String file, String profile, ValidationResult result) {
        var broken = new TreeMap<String, TestAssertion>();
        var times = new TreeMap<String, Integer>();
        for (TestAssertion check : result.getTestAssertions()) {
            if (check.getStatus() == TestAssertion.Status.FAILED) {
                var rule = check.getRuleId();
                String name = rule.getClause() + " test " + rule.getTestNumber();
                broken.putIfAbsent(name, check);
                times.merge(name, 1, Integer::sum);
            }
        }
        broken.forEach((name, check) -> {
            String why = check.getErrorMessage() == null ? check.getMessage() : check.getErrorMessage();
            String where = check.getLocation().getContext();
            say(file, profile, "rule", name + ", " + times.get(name) + " times: " + why + ", first at " + where);
        });
        say(file, profile, result.isCompliant() ? "pass" : "fail", "" + result.getTotalAssertions());
    }

    private void say(String file, String profile, String kind, String what) {
        out.println(String.join("\t", file, profile, kind, what.replaceAll("\\s+", " ")));
    }
}
