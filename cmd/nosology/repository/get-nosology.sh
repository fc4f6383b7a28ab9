#!/bin/sh
# Fetches the nosology that this site is built with to .nosology/bin, unless it is
# there, and holds it against its checksum. The recipes beside this file run it.
# After an update of nosology on your computer, "nosology pin" writes this file
# anew, so that the site is published by the version that you write with.
set -eu
version=@VERSION@
sha256=@SHA256@
releases=${NOSOLOGY_RELEASES:-@RELEASES@}

cd "$(dirname "$0")"
is_right() { echo "$sha256  .nosology/bin/nosology" | sha256sum -c - >/dev/null 2>&1; }

if [ -z "$version" ]; then
	echo "This site was begun by a nosology that is no release, so there is none to fetch." >&2
	echo "Install a release from $releases and run: nosology pin" >&2
	exit 1
fi
if is_right; then exit 0; fi
archive=nosology_${version}_linux_amd64.tar.gz
mkdir -p .nosology/bin
curl --fail --silent --show-error --location --retry 3 --output ".nosology/$archive" "$releases/$version/$archive"
tar -xzf ".nosology/$archive" --no-same-owner -C .nosology/bin nosology
rm -f ".nosology/$archive"
if ! is_right; then
	rm -f .nosology/bin/nosology
	echo "What came from $releases is not nosology $version: its checksum is another. It was removed." >&2
	exit 1
fi
