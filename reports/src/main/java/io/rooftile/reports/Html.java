package io.rooftile.reports;

/// Text inside HTML that no template writes.
final class Html {
    private Html() {}

    /// Text or an attribute's value with the five special characters escaped.
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
