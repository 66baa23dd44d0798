#pragma once

/// NEWSLINE_WITH_AVX2 stands before a function whose loops the compiler makes vector code of: it is
/// compiled twice, for every processor and for those with AVX2. NEWSLINE_WITHOUT_AVX2 and
/// NEWSLINE_ONLY_AVX2 stand before two functions of one name that are written for them; where the
/// latter is not defined there is only the first. Which one runs is chosen when the library is
/// loaded, before a sanitizer is.
/// All give the same.
#if defined(__x86_64__) && defined(__SSE2__) && defined(__GLIBC__) && defined(__GNUC__) && \
    !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define NEWSLINE_WITH_AVX2 __attribute__((target_clones("avx2", "default")))
#define NEWSLINE_WITHOUT_AVX2 __attribute__((target("default")))
#define NEWSLINE_ONLY_AVX2 __attribute__((target("avx2")))
#else
#define NEWSLINE_WITH_AVX2
#define NEWSLINE_WITHOUT_AVX2
#endif
