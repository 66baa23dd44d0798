#include "newsline/run.h"

int main() { return newsline::run({}); }
