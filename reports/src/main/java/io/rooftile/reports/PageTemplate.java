package io.rooftile.reports;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Pages that need nothing beside them, all in one style.
public final class PageTemplate {
    private static final String STYLE = "report.css";

    private PageTemplate() {}

    /// A page from a template.
    ///
    /// @param owner beside whose class the template is
    /// @param name of the template, in Mustache's language
    /// @param page what it shows
    public static String text(Class<?> owner, String name, Object page) {
        return Mustache.compiler()
                .strictSections(true)
                .compile(resource(owner, name))
                .execute(page);
    }

    /// The style sheet, to be put into a page.
    public static String style() {
        return resource(PageTemplate.class, STYLE);
    }

    private static String resource(Class<?> owner, String name) {
        try (InputStream stream = owner.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the resource " + name + " is not on the class path");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
