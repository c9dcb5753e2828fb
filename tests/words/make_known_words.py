"""Make lexicons/sv/_known.marisa, the list of words that Swedish is known to have.

Needs Debian's packages hunspell-sv (the dictionary, LGPL-3) and hunspell-tools (unmunch)::

    python tests/words/make_known_words.py

The dictionary's words are written out with all their endings; those with other signs than letters
and abbreviations are left out. The result is data under the dictionary's own licence, see
_known.LICENSE.
"""

import re
import subprocess
from pathlib import Path

import marisa_trie

DICTIONARY = Path("/usr/share/hunspell/sv_SE.dic")
RESULT = Path(__file__).parents[2] / "lexicons" / "sv" / "_known.marisa"
_WORD = re.compile(r"[a-zåäöéüA-ZÅÄÖ]{2,40}")


def main() -> None:
    command = ["unmunch", str(DICTIONARY), str(DICTIONARY.with_suffix(".aff"))]
    written_out = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
    lines = (line.strip() for line in written_out.splitlines())
    words = {line.lower() for line in lines if _WORD.fullmatch(line) and not line[1].isupper()}
    written = RESULT.with_suffix(".new")  # the old one may be mapped into memory
    marisa_trie.Trie(sorted(words)).save(str(written))
    written.replace(RESULT)
    print(f"{len(words)} words, {RESULT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
