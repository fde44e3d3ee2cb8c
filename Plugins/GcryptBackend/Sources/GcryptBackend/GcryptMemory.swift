import CLibgcrypt

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Where libgcrypt's own objects lie.
///
/// The library asks for secure memory only where it knows that a number is private, and taking an S-expression apart isn't among
/// those places: copies of d, p, q and u stayed behind in the heap. Here everything comes from its secure memory, which it wipes
/// on release, unless only public numbers are at work.
enum GcryptMemory {
    /// Holds something while the thread works with public numbers.
    private static let publicWork: pthread_key_t = {
        var key = pthread_key_t()
        precondition(pthread_key_create(&key, nil) == 0, "the process has no thread-specific keys left")
        return key
    }()

    /// In bytes. What is larger comes from the heap: the working memory of key derivation, which no pool holds.
    static let largestSecureBlock = 512 << 10

    /// Makes libgcrypt allocate here. It must be called before the library's first allocation.
    ///
    /// Only the function for ordinary blocks is replaced: the library's own `free` and `realloc` tell by the address
    /// whether a block is from its secure memory, and wipe it then.
    static func install() {
        _ = publicWork
        gcry_set_allocation_handler(
            { size in
                if size > GcryptMemory.largestSecureBlock || pthread_getspecific(GcryptMemory.publicWork) != nil { return malloc(size) }
                return gcry_malloc_secure(size)
            }, nil, nil, nil, nil)
    }

    /// Runs `body`, which touches public numbers alone, without secure memory: finding a free block there takes longer the more
    /// blocks are in use, and a server may hold thousands of public keys.
    static func withPublicNumbers<R, E: Error>(_ body: () throws(E) -> R) throws(E) -> R {
        let marker = UnsafeRawPointer(bitPattern: 1)
        pthread_setspecific(publicWork, marker)
        defer { pthread_setspecific(publicWork, nil) }
        return try body()
    }
}
