"""Random numbers and what Python's integers make of them, as JSON in hexadecimal. The argument says which operation."""

import json
import math
import random
import sys

random.seed(7)


def odd(bits):
    return random.getrandbits(bits) | 1 | 1 << bits - 1


def gcd_cases():
    for bits in [2, 3, 63, 64, 65, 127, 128, 129, 512, 1000, 2048, 4096]:
        for other in [2, 64, bits, 2 * bits]:
            common = odd(max(bits // 3, 2))
            yield odd(bits), random.getrandbits(other)
            yield odd(bits) * common, random.getrandbits(other) * common
            yield odd(bits), 0
            yield common * common, common
    # All ones and single ones make the carries run.
    for bits in [64, 128, 2048]:
        yield 2**bits - 1, 2**bits - 2
        yield 2**bits - 1, 2 ** (bits - 1)
        yield 2**bits + 1, 2**bits - 1


def word_number(words):
    """Random words, or runs of words that are all zeros or all ones."""
    if random.random() < 0.5:
        return random.getrandbits(64 * words)
    result = 0
    for _ in range(words):
        result = result << 64 | random.choice([0, 2**64 - 1, 2**64 - 1, random.getrandbits(64)])
    return result


def shared(numbers):
    """For each number which others it has a factor in common with."""
    return [[j for j, b in enumerate(numbers) if i != j and math.gcd(a, b) > 1] for i, a in enumerate(numbers)]


def hexadecimal(numbers):
    return ["%x" % number for number in numbers]


operation = sys.argv[1]
if operation == "gcd":
    cases = list(gcd_cases())
    output = [hexadecimal((a, b, math.gcd(a, b))) for a, b in cases]
elif operation == "product":
    sizes = [(1, 1), (1, 300), (31, 33), (255, 255), (256, 256), (256, 3000), (300, 511), (513, 700), (3000, 900), (9000, 5000)]
    output = []
    for a, b in sizes:
        x, y = word_number(a), word_number(b)
        output.append({"a": "%x" % x, "countA": a, "b": "%x" % y, "countB": b, "product": "%x" % (x * y)})
elif operation == "reciprocal":
    output = []
    for words in [1, 2, 64, 65, 66, 67, 130, 500, 701]:
        for d in [random.getrandbits(64 * words) | 1 << 64 * words - 1, 1 << 64 * words - 1, 2 ** (64 * words) - 1]:
            output.append(hexadecimal((d, 2 ** (128 * words) // d)))
elif operation == "small-pool":
    # Keys as of machines that knew few primes: most have both primes in common with others.
    import gmpy2

    pool = [gmpy2.next_prime(random.getrandbits(512) | 3 << 510) for _ in range(30)]
    lonely = [gmpy2.next_prime(random.getrandbits(512) | 3 << 510) for _ in range(40)]
    numbers = [random.choice(pool) * random.choice(pool) for _ in range(40)]
    numbers += [random.choice(pool) * lonely[index] for index in range(20)]
    numbers += [lonely[index] * lonely[index + 1] for index in range(20, 40, 2)]
    numbers = list(dict.fromkeys(numbers))
    random.shuffle(numbers)
    output = {"numbers": hexadecimal(numbers), "shared": shared(numbers)}
elif operation == "any-odd-numbers":
    # Not keys at all: these share small factors, some with a great many.
    numbers = [odd(random.choice([512, 513, 700, 1024, 2048, 3000])) for _ in range(120)]
    output = {"numbers": hexadecimal(numbers), "shared": shared(numbers)}
elif operation == "primes":
    import gmpy2

    output = []
    for bits in [512, 513, 575, 576, 577, 1024, 1030]:
        number = gmpy2.next_prime(random.getrandbits(bits) | 1 << bits - 1)
        output += [("%x" % number, True), ("%x" % (number + 2), gmpy2.is_prime(number + 2))]
        output.append(("%x" % (number * 3), False))
json.dump(output, sys.stdout)
