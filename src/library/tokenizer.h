// The FTS5 tokenizer "nunchi": how the library's full-text index cuts text into words.
//
// Words are core/folding.h's. A word of letters is one token. A run of signs (Hangul, Han, kana)
// gives its overlapping pairs, 서울역 → 서울, 울역, so that a word is found inside any run without
// a dictionary; when text is written, the run's last sign stands beside its last pair, so that a
// query of one syllable, which is a prefix query (text_query.h), finds it too. FTS5's own
// tokenizers cannot: trigram misses words of two syllables, unicode61 takes a whole run for one
// word.
#pragma once

struct sqlite3;

namespace nunchi::library {

// Every connection needs it before it touches the index. Throws SqliteFailure.
void add_tokenizer(sqlite3* database);

}  // namespace nunchi::library
