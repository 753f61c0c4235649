#!/bin/sh
# Makes paint.git, a marketplace with tagged releases, out of nothing. Its commits are the same wherever it is run.
set -eu
cd "$(dirname "$0")"
out=$PWD/paint.git
work=$(mktemp -d)
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 \
  GIT_AUTHOR_NAME=mkt GIT_AUTHOR_EMAIL=mkt@example.com GIT_AUTHOR_DATE=2026-01-01T00:00:00Z \
  GIT_COMMITTER_NAME=mkt GIT_COMMITTER_EMAIL=mkt@example.com GIT_COMMITTER_DATE=2026-01-01T00:00:00Z

# release NAME VERSION DEPENDENCIES
release() {
  mkdir -p "$work/$1/.claude-plugin" "$work/$1/commands"
  printf '{\n  "name": "%s",\n  "version": "%s",\n  "description": "Mixes colours",\n  "author": { "name": "mkt" },\n  "dependencies": [%s]\n}\n' \
    "$1" "$2" "$3" >"$work/$1/.claude-plugin/plugin.json"
  printf -- '---\ndescription: Uses %s\n---\n' "$1" >"$work/$1/commands/$1-use.md"
  git -C "$work" add -A
  git -C "$work" commit -q -m "Release $1 $2"
  git -C "$work" tag "$1--v$2"
}

git init -q -b main "$work"
mkdir "$work/.claude-plugin"
cat >"$work/.claude-plugin/marketplace.json" <<'END'
{
  "name": "paint",
  "owner": { "name": "mkt" },
  "plugins": [
    { "name": "easel", "source": "./easel" },
    { "name": "brush", "source": "./brush" },
    { "name": "pigment", "source": "./pigment" }
  ]
}
END
pigment1='{ "name": "pigment", "version": "^1.0.0" }'
release pigment 1.0.0 ''
release brush 1.0.0 "$pigment1"
release pigment 2.0.0 ''
release brush 1.1.0 '{ "name": "pigment", "version": "^2.0.0" }'
release easel 1.0.0 "{ \"name\": \"brush\", \"version\": \"^1.0.0\" }, $pigment1"

rm -rf "$out"
git clone -q --bare "$work" "$out"
git -C "$out" -c repack.writeBitmaps=false repack -q -a -d
git -C "$out" remote remove origin
rm -rf "$out/hooks" "$out/info" "$out/description" "$out/branches" "$work"
# Git forgets empty folders, and a repository without `refs` is none.
head=$(git -C "$out" rev-parse main)
mkdir -p "$out/refs/heads"
echo "$head" >"$out/refs/heads/main"
