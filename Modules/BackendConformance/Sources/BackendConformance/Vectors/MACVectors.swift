// Written by VectorGenerator; change it there.

/// Keys, messages and their HMACs.
enum MACVectors {
    static let text = """
        [section]
        source = RFC 2202
        digest = MD5

        id = rfc-2202-md5.txt:3
        key = 0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b
        message = 4869205468657265
        value = 9294727a3638bb1c13f48ef8158bfc9d

        id = rfc-2202-md5.txt:9
        key = 4a656665
        message = 7768617420646f2079612077616e7420666f72206e6f7468696e673f
        value = 750c783e6ab0b503eaa86e310a5db738

        id = rfc-2202-md5.txt:16
        key = aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        message = dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd
        value = 56be34521d144c88dbb8c733f0e8b3f6

        id = rfc-2202-md5.txt:21
        key = 0102030405060708090a0b0c0d0e0f10111213141516171819
        message = cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd
        value = 697eaf0aca3a3aea3a75164746ffaa79

        id = rfc-2202-md5.txt:26
        key = 0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c
        message = 546573742057697468205472756e636174696f6e
        value = 56461ef2342edc00f9bab995690efd4c

        id = rfc-2202-md5.txt:33
        key = aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
          aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        message = 54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a65204b6579202d2048617368204b6579204669727374
        value = 6b1ab7fe4bd7bf8f0b62e6ce61b9d0cd

        id = rfc-2202-md5.txt:39
        key = aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
          aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        message = 54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a65204b657920616e64204c6172676572205468616e204f6e652042
          6c6f636b2d53697a652044617461
        value = 6f630fad67cda0ee1fb1f562db3aa53e

        [section]
        source = RFC 2202
        digest = SHA-1

        id = rfc-2202-sha1.txt:3
        key = 0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b
        message = 4869205468657265
        value = b617318655057264e28bc0b6fb378c8ef146be00

        id = rfc-2202-sha1.txt:9
        key = 4a656665
        message = 7768617420646f2079612077616e7420666f72206e6f7468696e673f
        value = effcdf6ae5eb2fa2d27416d5f184df9c259a7c79

        id = rfc-2202-sha1.txt:16
        key = aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        message = dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd
        value = 125d7342b9ac11cd91a39af48aa17b4f63f175d3

        id = rfc-2202-sha1.txt:21
        key = 0102030405060708090a0b0c0d0e0f10111213141516171819
        message = cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd
        value = 4c9007f4026250c6bc8414f9bf50c86c2d7235da

        id = rfc-2202-sha1.txt:26
        key = 0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c
        message = 546573742057697468205472756e636174696f6e
        value = 4c1a03424b55e07fe7f27be1d58bb9324a9a5a04

        id = rfc-2202-sha1.txt:33
        key = aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
          aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        message = 54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a65204b6579202d2048617368204b6579204669727374
        value = aa4ae5e15272d00e95705637ce8a3b55ed402112

        id = rfc-2202-sha1.txt:39
        key = aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
          aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        message = 54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a65204b657920616e64204c6172676572205468616e204f6e652042
          6c6f636b2d53697a652044617461
        value = e8e99d0f45237d786d6bbaa7965c7808bbff1a91

        [section]
        source = RFC 4231
        digest = SHA-224

        id = rfc-4231-sha224.txt:3
        key = 0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b
        message = 4869205468657265
        value = 896fb1128abbdf196832107cd49df33f47b4b1169912ba4f53684b22

        id = rfc-4231-sha224.txt:9
        key = 4a656665
        message = 7768617420646f2079612077616e7420666f72206e6f7468696e673f
        value = a30e01098bc6dbbf45690f3a7e9e6d0f8bbea2a39e6148008fd05e44

        id = rfc-4231-sha224.txt:16
        key = aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        message = dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd
        value = 7fb3cb3588c6c1f6ffa9694d7d6ad2649365b0c1f65d69d1ec8333ea

        id = rfc-4231-sha224.txt:21
        key = 0102030405060708090a0b0c0d0e0f10111213141516171819
        message = cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd
        value = 6c11506874013cac6a2abc1bb382627cec6a90d86efc012de7afec5a

        id = rfc-4231-sha224.txt:28
        key = aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
          aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
          aaaaaaaaaaaaaa
        message = 54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a65204b6579202d2048617368204b6579204669727374
        value = 95e9a0db962095adaebe9b2d6f0dbce2d499f112f2d2b7273fa6870e

        id = rfc-4231-sha224.txt:34
        key = aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
          aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
          aaaaaaaaaaaaaa
        message = 5468697320697320612074657374207573696e672061206c6172676572207468616e20626c6f636b2d73697a65206b657920616e642061206c6172
          676572207468616e20626c6f636b2d73697a6520646174612e20546865206b6579206e6565647320746f20626520686173686564206265666f726520626569
          6e6720757365642062792074686520484d414320616c676f726974686d2e
        value = 3a854166ac5d9f023f54d517d0b39dbd946770db9c2b95c9f6f565d1

        [section]
        source = RFC 4231
        digest = SHA-256

        id = rfc-4231-sha256.txt:3
        key = 0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b
        message = 4869205468657265
        value = b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7

        id = rfc-4231-sha256.txt:9
        key = 4a656665
        message = 7768617420646f2079612077616e7420666f72206e6f7468696e673f
        value = 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843

        id = rfc-4231-sha256.txt:16
        key = aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        message = dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd
        value = 773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe

        id = rfc-4231-sha256.txt:21
        key = 0102030405060708090a0b0c0d0e0f10111213141516171819
        message = cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd
        value = 82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b

        id = rfc-4231-sha256.txt:28
        key = aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
          aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
          aaaaaaaaaaaaaa
        message = 54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a65204b6579202d2048617368204b6579204669727374
        value = 60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54

        id = rfc-4231-sha256.txt:34
        key = aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
          aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
          aaaaaaaaaaaaaa
        message = 5468697320697320612074657374207573696e672061206c6172676572207468616e20626c6f636b2d73697a65206b657920616e642061206c6172
          676572207468616e20626c6f636b2d73697a6520646174612e20546865206b6579206e6565647320746f20626520686173686564206265666f726520626569
          6e6720757365642062792074686520484d414320616c676f726974686d2e
        value = 9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2

        [section]
        source = RFC 4231
        digest = SHA-384

        id = rfc-4231-sha384.txt:3
        key = 0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b
        message = 4869205468657265
        value = afd03944d84895626b0825f4ab46907f15f9dadbe4101ec682aa034c7cebc59cfaea9ea9076ede7f4af152e8b2fa9cb6

        id = rfc-4231-sha384.txt:9
        key = 4a656665
        message = 7768617420646f2079612077616e7420666f72206e6f7468696e673f
        value = af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649

        id = rfc-4231-sha384.txt:16
        key = aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        message = dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd
        value = 88062608d3e6ad8a0aa2ace014c8a86f0aa635d947ac9febe83ef4e55966144b2a5ab39dc13814b94e3ab6e101a34f27

        id = rfc-4231-sha384.txt:21
        key = 0102030405060708090a0b0c0d0e0f10111213141516171819
        message = cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd
        value = 3e8a69b7783c25851933ab6290af6ca77a9981480850009cc5577c6e1f573b4e6801dd23c4a7d679ccf8a386c674cffb

        id = rfc-4231-sha384.txt:28
        key = aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
          aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
          aaaaaaaaaaaaaa
        message = 54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a65204b6579202d2048617368204b6579204669727374
        value = 4ece084485813e9088d2c63a041bc5b44f9ef1012a2b588f3cd11f05033ac4c60c2ef6ab4030fe8296248df163f44952

        id = rfc-4231-sha384.txt:34
        key = aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
          aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
          aaaaaaaaaaaaaa
        message = 5468697320697320612074657374207573696e672061206c6172676572207468616e20626c6f636b2d73697a65206b657920616e642061206c6172
          676572207468616e20626c6f636b2d73697a6520646174612e20546865206b6579206e6565647320746f20626520686173686564206265666f726520626569
          6e6720757365642062792074686520484d414320616c676f726974686d2e
        value = 6617178e941f020d351e2f254e8fd32c602420feb0b8fb9adccebb82461e99c5a678cc31e799176d3860e6110c46523e

        [section]
        source = RFC 4231
        digest = SHA-512

        id = rfc-4231-sha512.txt:3
        key = 0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b
        message = 4869205468657265
        value = 87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cdedaa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c20
          3a126854

        id = rfc-4231-sha512.txt:9
        key = 4a656665
        message = 7768617420646f2079612077616e7420666f72206e6f7468696e673f
        value = 164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a
          38bce737

        id = rfc-4231-sha512.txt:16
        key = aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        message = dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd
        value = fa73b0089d56a284efb0f0756c890be9b1b5dbdd8ee81a3655f83e33b2279d39bf3e848279a722c806b485a47e67c807b946a337bee8942674278859
          e13292fb

        id = rfc-4231-sha512.txt:21
        key = 0102030405060708090a0b0c0d0e0f10111213141516171819
        message = cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd
        value = b0ba465637458c6990e5a8c5f61d4af7e576d97ff94b872de76f8050361ee3dba91ca5c11aa25eb4d679275cc5788063a5f19741120c4f2de2adebeb
          10a298dd

        id = rfc-4231-sha512.txt:28
        key = aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
          aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
          aaaaaaaaaaaaaa
        message = 54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a65204b6579202d2048617368204b6579204669727374
        value = 80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f3526b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a98
          5d786598

        id = rfc-4231-sha512.txt:34
        key = aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
          aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
          aaaaaaaaaaaaaa
        message = 5468697320697320612074657374207573696e672061206c6172676572207468616e20626c6f636b2d73697a65206b657920616e642061206c6172
          676572207468616e20626c6f636b2d73697a6520646174612e20546865206b6579206e6565647320746f20626520686173686564206265666f726520626569
          6e6720757365642062792074686520484d414320616c676f726974686d2e
        value = e37b6a775dc87dbaa4dfa9f96e5e3ffddebd71f8867289865df5a32d20cdc944b6022cac3c4982b10d5eeb55c3e4de15134676fb6de0446065c97440
          fa8c6a58

        [section]
        source = computed with Python's hmac: keys of the length of a block, one more, and none

        id = MD5/key-of-0/message-of-0
        digest = MD5
        key =
        message =
        value = 74e6f7298a9c2d168935f58c001bad88

        id = MD5/key-of-0/message-of-7
        digest = MD5
        key =
        message = 6d657373616765
        value = b32797ea4b4b90a5d6fe744b33b97632

        id = MD5/key-of-64/message-of-0
        digest = MD5
        key = 17fa993d5eecbd361f30baf0b9b2329ad053bb6d5fec2228eca55e9b4914fface3af69bcc9a6b5f7ff093aa9a0d00811d0b2a3ee67eac60c57e79d2fd9
          9bbde0
        message =
        value = c335b22d8b17af0d33fe3f15acfb9f3f

        id = MD5/key-of-65/message-of-7
        digest = MD5
        key = 17fa993d5eecbd361f30baf0b9b2329ad053bb6d5fec2228eca55e9b4914fface3af69bcc9a6b5f7ff093aa9a0d00811d0b2a3ee67eac60c57e79d2fd9
          9bbde0fa
        message = 6d657373616765
        value = ed2c4154b16434f393f03e6b0f6ebca6

        id = SHA-1/key-of-0/message-of-0
        digest = SHA-1
        key =
        message =
        value = fbdb1d1b18aa6c08324b7d64b71fb76370690e1d

        id = SHA-1/key-of-0/message-of-7
        digest = SHA-1
        key =
        message = 6d657373616765
        value = d5d1ed05121417247616cfc8378f360a39da7cfa

        id = SHA-1/key-of-64/message-of-0
        digest = SHA-1
        key = 17fa993d5eecbd361f30baf0b9b2329ad053bb6d5fec2228eca55e9b4914fface3af69bcc9a6b5f7ff093aa9a0d00811d0b2a3ee67eac60c57e79d2fd9
          9bbde0
        message =
        value = 9cd02c06444cef2887e3db659bed73fa8e170549

        id = SHA-1/key-of-65/message-of-7
        digest = SHA-1
        key = 17fa993d5eecbd361f30baf0b9b2329ad053bb6d5fec2228eca55e9b4914fface3af69bcc9a6b5f7ff093aa9a0d00811d0b2a3ee67eac60c57e79d2fd9
          9bbde0fa
        message = 6d657373616765
        value = 93ef511c311f313e8257cf2eff4f4e8b479e2c69

        id = SHA-224/key-of-0/message-of-0
        digest = SHA-224
        key =
        message =
        value = 5ce14f72894662213e2748d2a6ba234b74263910cedde2f5a9271524

        id = SHA-224/key-of-0/message-of-7
        digest = SHA-224
        key =
        message = 6d657373616765
        value = 5e5c5066d9a8ee6a2f7fb8951dedb14c9c1118f228ad2fcfcd9ca59b

        id = SHA-224/key-of-64/message-of-0
        digest = SHA-224
        key = 17fa993d5eecbd361f30baf0b9b2329ad053bb6d5fec2228eca55e9b4914fface3af69bcc9a6b5f7ff093aa9a0d00811d0b2a3ee67eac60c57e79d2fd9
          9bbde0
        message =
        value = 60cfa018df88c7be9da27d8628fcb8e1d8a120f86fa065574a2fecc3

        id = SHA-224/key-of-65/message-of-7
        digest = SHA-224
        key = 17fa993d5eecbd361f30baf0b9b2329ad053bb6d5fec2228eca55e9b4914fface3af69bcc9a6b5f7ff093aa9a0d00811d0b2a3ee67eac60c57e79d2fd9
          9bbde0fa
        message = 6d657373616765
        value = b11b90504d86b647df046a267f19f0d73a806abd3e738c28f1f3f40c

        id = SHA-256/key-of-0/message-of-0
        digest = SHA-256
        key =
        message =
        value = b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad

        id = SHA-256/key-of-0/message-of-7
        digest = SHA-256
        key =
        message = 6d657373616765
        value = eb08c1f56d5ddee07f7bdf80468083da06b64cf4fac64fe3a90883df5feacae4

        id = SHA-256/key-of-64/message-of-0
        digest = SHA-256
        key = 17fa993d5eecbd361f30baf0b9b2329ad053bb6d5fec2228eca55e9b4914fface3af69bcc9a6b5f7ff093aa9a0d00811d0b2a3ee67eac60c57e79d2fd9
          9bbde0
        message =
        value = 14b5dd421bc3869a462eaca0a2fb5628ab56aa4b7ae1e3ee4bc84d445a819b5c

        id = SHA-256/key-of-65/message-of-7
        digest = SHA-256
        key = 17fa993d5eecbd361f30baf0b9b2329ad053bb6d5fec2228eca55e9b4914fface3af69bcc9a6b5f7ff093aa9a0d00811d0b2a3ee67eac60c57e79d2fd9
          9bbde0fa
        message = 6d657373616765
        value = c3a9b829d9da855a9d7f1dd492327bdfc8d51a46393cadfa5484aa4d1a3a6ca5

        id = SHA-384/key-of-0/message-of-0
        digest = SHA-384
        key =
        message =
        value = 6c1f2ee938fad2e24bd91298474382ca218c75db3d83e114b3d4367776d14d3551289e75e8209cd4b792302840234adc

        id = SHA-384/key-of-0/message-of-7
        digest = SHA-384
        key =
        message = 6d657373616765
        value = a1302a8028a419bb834bfae53c5e98ab48e07aed9ef8b980a821df28685902003746ade315072edd8ce009a1d23705ec

        id = SHA-384/key-of-128/message-of-0
        digest = SHA-384
        key = 17fa993d5eecbd361f30baf0b9b2329ad053bb6d5fec2228eca55e9b4914fface3af69bcc9a6b5f7ff093aa9a0d00811d0b2a3ee67eac60c57e79d2fd9
          9bbde0fa6705fdfdbca463ef18f1dcfba379e497dfd90a63f0910ac4584c7c4be14389e283da0e9916555af669ee375074b8c47029334b530d5e3ffe7588a9
          f225a082
        message =
        value = 45cb17f7ab70868796284070b5f0b16901e9be518cac9b33d047c463ed5841886c1cff7fc1ba629df4477915a1968927

        id = SHA-384/key-of-129/message-of-7
        digest = SHA-384
        key = 17fa993d5eecbd361f30baf0b9b2329ad053bb6d5fec2228eca55e9b4914fface3af69bcc9a6b5f7ff093aa9a0d00811d0b2a3ee67eac60c57e79d2fd9
          9bbde0fa6705fdfdbca463ef18f1dcfba379e497dfd90a63f0910ac4584c7c4be14389e283da0e9916555af669ee375074b8c47029334b530d5e3ffe7588a9
          f225a0820a
        message = 6d657373616765
        value = 0abfaffb604ab6aa0f3a734c37770dca3adef9609f555761bda8d64384f61f66999760cd47b1350d6c989f6d9dcf8857

        id = SHA-512/key-of-0/message-of-0
        digest = SHA-512
        key =
        message =
        value = b936cee86c9f87aa5d3c6f2e84cb5a4239a5fe50480a6ec66b70ab5b1f4ac6730c6c515421b327ec1d69402e53dfb49ad7381eb067b338fd7b0cb222
          47225d47

        id = SHA-512/key-of-0/message-of-7
        digest = SHA-512
        key =
        message = 6d657373616765
        value = 08fce52f6395d59c2a3fb8abb281d74ad6f112b9a9c787bcea290d94dadbc82b2ca3e5e12bf2277c7fedbb0154d5493e41bb7459f63c8e39554ea365
          1b812492

        id = SHA-512/key-of-128/message-of-0
        digest = SHA-512
        key = 17fa993d5eecbd361f30baf0b9b2329ad053bb6d5fec2228eca55e9b4914fface3af69bcc9a6b5f7ff093aa9a0d00811d0b2a3ee67eac60c57e79d2fd9
          9bbde0fa6705fdfdbca463ef18f1dcfba379e497dfd90a63f0910ac4584c7c4be14389e283da0e9916555af669ee375074b8c47029334b530d5e3ffe7588a9
          f225a082
        message =
        value = 54a361a6db39260dec95b59890973a1cf48cc6567d4c7b76e10a5c650797c04591251367cf8655f41e98501ed81449561fe6275190b93b017fca9165
          f366f31e

        id = SHA-512/key-of-129/message-of-7
        digest = SHA-512
        key = 17fa993d5eecbd361f30baf0b9b2329ad053bb6d5fec2228eca55e9b4914fface3af69bcc9a6b5f7ff093aa9a0d00811d0b2a3ee67eac60c57e79d2fd9
          9bbde0fa6705fdfdbca463ef18f1dcfba379e497dfd90a63f0910ac4584c7c4be14389e283da0e9916555af669ee375074b8c47029334b530d5e3ffe7588a9
          f225a0820a
        message = 6d657373616765
        value = a286fbc1637a3e9235bc72276c80efaae14e22af24ec25ad91e981a826bbd1f5869597548d7d0fae5bd5d61a775351d9932caef84257d7ee2a584a9a
          72d358be
        """
}
