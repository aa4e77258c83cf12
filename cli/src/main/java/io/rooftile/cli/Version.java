package io.rooftile.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// The version that the build wrote beside the classes.
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"rooftile " + number()};
    }

    static String number() {
        try (InputStream stream = Version.class.getResourceAsStream("version.properties")) {
            if (stream == null) {
                throw new IllegalStateException("version.properties is missing from the build");
            }
            Properties properties = new Properties();
            properties.load(stream);
            return properties.getProperty("version");
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
