#include "library/tokenizer.h"

#include <new>
#include <string_view>

#include "core/folding.h"
#include "library/sqlite_handles.h"

namespace nunchi::library {
namespace {

using Emit = int (*)(void*, int, const char*, int, int, int);

struct Sink {
  void* context;
  Emit emit;
  int operator()(int flags, std::string_view token, const Word& word) const {
    return emit(context, flags, token.data(), static_cast<int>(token.size()),
                static_cast<int>(word.begin), static_cast<int>(word.end));
  }
};

int emit_pairs(const Sink& sink, const Word& word, bool writing) {
  const auto signs = signs_of(word.folded);
  if (signs.size() == 1) return sink(0, signs[0], word);
  for (std::size_t i = 0; i + 1 < signs.size(); ++i) {
    const std::string_view pair{signs[i].data(), signs[i].size() + signs[i + 1].size()};
    if (const int code = sink(0, pair, word); code != SQLITE_OK) return code;
  }
  // Beside the last pair, not behind it: a phrase across two words must find them neighbours.
  return writing ? sink(FTS5_TOKEN_COLOCATED, signs.back(), word) : SQLITE_OK;
}

int tokenize(Fts5Tokenizer*, void* context, int flags, const char* text, int size, Emit emit) {
  try {
    const bool writing = (flags & FTS5_TOKENIZE_QUERY) == 0;
    const Sink sink{context, emit};
    for (const Word& word : words_of({text, static_cast<std::size_t>(size)})) {
      const int code = word.kind == Word::Kind::signs ? emit_pairs(sink, word, writing)
                                                      : sink(0, word.folded, word);
      if (code != SQLITE_OK) return code;
    }
    return SQLITE_OK;
  } catch (const std::bad_alloc&) {
    return SQLITE_NOMEM;
  } catch (...) {  // nothing may fly through SQLite's C
    return SQLITE_ERROR;
  }
}

// The tokenizer has no state, but FTS5 wants a handle that is not null.
int create(void*, const char**, int, Fts5Tokenizer** made) {
  static char nothing;
  *made = reinterpret_cast<Fts5Tokenizer*>(&nothing);
  return SQLITE_OK;
}

void destroy(Fts5Tokenizer*) {}

fts5_api* api_of(sqlite3* database) {
  fts5_api* api = nullptr;
  sqlite3_stmt* made = nullptr;
  check(database, sqlite3_prepare_v2(database, "SELECT fts5(?1)", -1, &made, nullptr));
  const StatementHandle query(made);
  check(database, sqlite3_bind_pointer(made, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr));
  sqlite3_step(made);
  if (api == nullptr) {
    throw SqliteFailure({ErrorCode::unsupported, "this SQLite was built without FTS5"});
  }
  return api;
}

}  // namespace

void add_tokenizer(sqlite3* database) {
  fts5_tokenizer functions{.xCreate = create, .xDelete = destroy, .xTokenize = tokenize};
  fts5_api* api = api_of(database);
  check(database, api->xCreateTokenizer(api, "nunchi", nullptr, &functions, nullptr));
}

}  // namespace nunchi::library
