#!/bin/sh
# Prints the brochures with Chromium; run it in this folder.
set -eu
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
for name in integration-ist-unsere-mission feste-im-kalender; do
	chromium --headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update \
		--disable-sync --user-data-dir="$profile" --no-pdf-header-footer --generate-pdf-document-outline \
		--print-to-pdf="../$name.pdf" "file://$PWD/$name.html"
done
