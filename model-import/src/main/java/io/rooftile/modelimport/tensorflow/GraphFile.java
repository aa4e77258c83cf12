package io.rooftile.modelimport.tensorflow;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import io.rooftile.core.UserInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads TensorFlow's messages from files, binary or as text. No native library takes part.
final class GraphFile {
    private static final String TEXT_ENDING = ".pbtxt";
    private static final int NESTING_LIMIT = 100;

    private GraphFile() {}

    /// Reads a file into a message.
    ///
    /// @param builder an empty builder of the message
    /// @param what the words for such a file
    static void read(Path path, Message.Builder builder, String what) {
        byte[] bytes = bytes(path);
        if (bytes.length == 0) {
            throw UserInputException.of(path.toString(), "", "the file is empty", "export the model again");
        }
        try {
            if (path.toString().endsWith(TEXT_ENDING)) {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
                requireShallow(path, text);
                TextFormat.merge(text, builder);
            } else {
                builder.mergeFrom(bytes);
            }
        } catch (TextFormat.ParseException e) {
            throw unreadable(path, "line " + e.getLine() + ", column " + e.getColumn(), what);
        } catch (InvalidProtocolBufferException | CharacterCodingException e) {
            throw unreadable(path, "", what);
        }
    }

    private static byte[] bytes(Path path) {
        try {
            if (Files.size(path) > Integer.MAX_VALUE - 8) {
                throw UserInputException.of(
                        path.toString(), "", "the file is larger than 2 GiB", "keep the weights in variables");
            }
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw UserInputException.of(
                    path.toString(), "", "the file cannot be read (" + e + ")", "check its permissions");
        }
    }

    private static UserInputException unreadable(Path path, String place, String what) {
        return UserInputException.of(
                path.toString(), place, "this is no " + what + ", or it is damaged", "export the model again");
    }

    /// The text parser follows nested messages by recursion, without a limit of its own.
    private static void requireShallow(Path path, String text) {
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (quote != 0) {
                if (each == '\\') {
                    i++;
                } else if (each == quote || each == '\n') {
                    quote = 0;
                }
            } else if (each == '"' || each == '\'') {
                quote = each;
            } else if (each == '{' || each == '<') {
                depth++;
            } else if (each == '}' || each == '>') {
                depth = Math.max(0, depth - 1);
            }
            if (depth > NESTING_LIMIT) {
                throw UserInputException.of(
                        path.toString(), "", "messages are nested too deeply", "export the model again");
            }
        }
    }
}
