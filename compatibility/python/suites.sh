# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# Functions for the scripts that run suites of pytest. They need OUTPUT, where outputs and logs stay,
# and set the token that none of these may show.
# shellcheck shell=bash

export MILVUS_REFRESH_TOKEN="root:not-to-be-shown-$RANDOM$RANDOM"

run_suite() {
  export MILVUS_REFRESH_OUTPUT=$OUTPUT/${1##*/}
  mkdir -p "$MILVUS_REFRESH_OUTPUT"
  python -m pytest -p no:cacheprovider "$1" 2>&1 | tee "$MILVUS_REFRESH_OUTPUT/pytest.txt"
}

shows_no_token() {
  local shown encoded
  encoded=$(printf %s "$MILVUS_REFRESH_TOKEN" | base64)
  shown=$(grep -rlF -e "${MILVUS_REFRESH_TOKEN#*:}" -e "$encoded" "$OUTPUT") || return 0
  printf 'The token is shown in:\n%s\n' "$shown" >&2
  return 1
}
