// Has EPUBCheck look at many books in one machine, since loading its schemas takes longer than a book.
//
//   java -cp 'java:epubcheck.jar' Books FOLDER FILE...
//
// Writes EPUBCheck's own report of each book into FOLDER: 0.json, 1.json and so on, as they are named.

import com.adobe.epubcheck.tool.EpubChecker;
import java.nio.file.Path;
import java.util.List;

public final class Books {
    public static void main(String[] args) {
        var files = List.of(args).subList(1, args.length);
        for (int number = 0; number < files.size(); number++) {
            String report = Path.of(args[0], number + ".json").toString();
            new EpubChecker().run(new String[] {files.get(number), "--json", report, "--locale", "en"});
        }
    }
}
