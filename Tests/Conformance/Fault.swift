/// One thing that a backend may do wrong.
enum Fault: String, CaseIterable, Sendable {
    case none

    // Verifying
    case verifiesEverything, verifiesNothing, acceptsUnreducedSignatures, ignoresSignatureLength, acceptsTrailingBytes
    case ignoresPSSSaltLength, ignoresBytesBehindTheDigest, acceptsMissingNull, acceptsBlockType2, ignoresPaddingBytes, takesAnyDigestInfo
    case throwsForWrongSignatures, forgetsTheMessage

    // Signing
    case signsWithAnotherDigest, swapsDigestsOfSignatures, signsWithAnotherPadding, signsWithoutSalt, dropsLeadingZeros, appendsAByte
    case signsWithSHA1, repeatsPSSSignatures, letsFaultySignaturesOut, hashesTwice

    // Handles
    case sharesPrivateHandleState, sharesPublicHandleState, handlesForgetTheirKey, sharesDigestState

    // Keys
    case completesAnyD, completesWithExchangedExponents, acceptsAnyCoefficient, findsAnythingConsistent, skipsPrimality, validatesNothing
    case refusesEveryKey, namesNoReasonForBadKeys
    case generatesOneKey, ignoresSize, ignoresExponent, mixesHalvesOfKeys, generatesWrongCoefficients, generatesAnySize
    case ignoresCancellation, asksOnlyAtBothEnds, tellsOfStepsTooLate

    // Digests and MACs
    case wrongMD5, truncatesDigests, swapsDigests, hashesAMegabyteAtMost
    case truncatesHMACKeys, hashesInsteadOfHMAC, comparesPrefixes, comparesLengths, comparesSums

    // Key derivation
    case oneRoundTooMany, takesZeroRounds, repeatsTheFirstBlock, endsPassphrasesAtNul, swapsScryptParameters, swapsArgon2Parameters
    case derivesArgon2idAlways, oneOldRoundTooFew, forgetsThePurpose, failsWithAnotherCode

    // Ciphers
    case counterOf32Bits, ignoresTheVector, forgetsToChain, skipsTag, comparesHalfATag, reportsTagsAsFailures, padsShortKeys
    case usesRC2With1024Bits, repeatsTheKeystream

    // Randomness
    case repeatsRandomBytes, leavesLastByte, drawsAConstant, clearsTheTopBit, endsInZeros, writesBeyond, repeatsBlocks

    // Capabilities and errors
    case hidesMD5, hasHiddenMD5, lacksDeclaredMD5, namesNoOperation, namedBadly, changesItsMind, givesNoReason, lacksSHA256
    case claimsOldDerivation, saysNothing
}
