#pragma once

/// Before a function whose loops the compiler makes vector code of: it is compiled twice, for every
/// processor and for those with AVX2, and chosen between when the program starts. Both give the
/// same; what needs no such choice does not have it.
#if defined(__x86_64__) && defined(__SSE2__) && defined(__GLIBC__) && defined(__GNUC__) && \
    !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
#define NEWSLINE_WITH_AVX2 __attribute__((target_clones("avx2", "default")))
#else
#define NEWSLINE_WITH_AVX2
#endif
