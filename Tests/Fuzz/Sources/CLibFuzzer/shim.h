#include <stddef.h>
#include <stdint.h>

/// Changes `size` bytes of input in place by libFuzzer's own mutations and gives the new length, at most `maximum`.
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t maximum);
