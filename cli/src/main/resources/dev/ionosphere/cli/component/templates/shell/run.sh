# Any program does: it gets words, files and variables, and writes where it is told.
set -eu
rows=$(($(wc -l < "$1") - 1))
echo "rows=$rows"
echo "{\"rows\": $rows}" > "$2"
