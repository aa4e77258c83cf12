# Sourced, not run: sets rooftile_jdk to a JDK of version 25 or newer, or prints one line and exits with 2.
# Looks at ROOFTILE_JAVA_HOME, JAVA_HOME, the javac on PATH, then the usual install folders of Linux and macOS.

rooftile_jdk_minimum=25

# A JDK's folder says its version in the file `release`, so no JVM has to be started to ask.
is_new_enough() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ -n "$version" ] && [ "$version" -ge "$rooftile_jdk_minimum" ]
}

jdk_on_path() {
  javac=$(command -v javac) || return 0
  while [ -L "$javac" ]; do
    target=$(readlink "$javac")
    case $target in
      /*) javac=$target ;;
      *) javac=$(dirname "$javac")/$target ;;
    esac
  done
  (cd "$(dirname "$javac")/.." 2>/dev/null && pwd)
}

find_jdk() {
  if [ -n "${ROOFTILE_JAVA_HOME:-}" ]; then
    if is_new_enough "$ROOFTILE_JAVA_HOME"; then
      rooftile_jdk=$ROOFTILE_JAVA_HOME
      return
    fi
    echo "rooftile: ROOFTILE_JAVA_HOME=$ROOFTILE_JAVA_HOME is not a JDK $rooftile_jdk_minimum or newer; set it to one or unset it" >&2
    exit 2
  fi
  for candidate in "${JAVA_HOME:-}" "$(jdk_on_path)" \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/*jdk* "${HOME:-/nonexistent}"/.sdkman/candidates/java/* \
    "${HOME:-/nonexistent}"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-/nonexistent}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if [ -n "$candidate" ] && is_new_enough "$candidate"; then
      rooftile_jdk=$candidate
      return
    fi
  done
  echo "rooftile: no JDK $rooftile_jdk_minimum or newer was found; install one (for example Eclipse Temurin $rooftile_jdk_minimum) or set ROOFTILE_JAVA_HOME to its folder" >&2
  exit 2
}

find_jdk
