# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# Functions for the scripts that make virtual environments. These are kept in the cache of the user,
# and so survive `mvn clean`.
# shellcheck shell=bash

# kept_environment NAME PYTHON WANTED: prints the environment of that name. It is made by
# `install DIRECTORY`, a function of the caller, when it is missing or when WANTED, the description of
# what it should hold, has changed.
kept_environment() {
  local directory=${XDG_CACHE_HOME:-$HOME/.cache}/milvus-refresh/$1 wanted
  wanted=$("$2" --version)$'\n'$3
  if [[ $wanted != "$(cat "$directory/milvus-refresh.installed" 2>/dev/null)" ]]; then
    {
      echo "-- installing $1 in $directory (the first time this takes minutes)"
      rm -rf "$directory"
      "$2" -m venv "$directory"
      install "$directory"
    } >&2
    printf '%s\n' "$wanted" >"$directory/milvus-refresh.installed"
  fi
  echo "$directory"
}
