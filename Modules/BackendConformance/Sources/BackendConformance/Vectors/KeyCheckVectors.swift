// Written by VectorGenerator; change it there.

/// Private keys whose numbers belong together, or don't, and the verdict of each of the three checks.
enum KeyCheckVectors {
    static let text = """
        [section]
        source = Tests/TestKeys and NIST's keys, as they are

        id = good/rsa512
        complete = valid
        consistency = valid
        validate = valid
        key = rsa512

        id = good/rsa768
        complete = valid
        consistency = valid
        validate = valid
        key = rsa768

        id = good/rsa1024
        complete = valid
        consistency = valid
        validate = valid
        key = rsa1024

        id = good/rsa2048
        complete = valid
        consistency = valid
        validate = valid
        key = rsa2048

        id = good/rsa3072
        complete = valid
        consistency = valid
        validate = valid
        key = rsa3072

        id = good/rsa4096
        complete = valid
        consistency = valid
        validate = valid
        key = rsa4096

        id = good/rsa8192
        complete = valid
        consistency = valid
        validate = slow
        key = rsa8192

        id = good/rsa16384
        complete = valid
        consistency = valid
        validate = slow
        key = rsa16384

        id = good/rsa2048-e3
        complete = valid
        consistency = valid
        validate = valid
        key = rsa2048-e3

        id = good/rsa2049
        complete = valid
        consistency = valid
        validate = valid
        key = rsa2049

        id = good/rsa2048-e64bits
        complete = valid
        consistency = valid
        validate = valid
        key = rsa2048-e64bits

        id = good/rsa2048-e256bits
        complete = valid
        consistency = valid
        validate = valid
        key = rsa2048-e256bits

        id = good/rsa3104-e64bits
        complete = valid
        consistency = valid
        validate = valid
        key = rsa3104-e64bits

        id = good/rsa3104-e65bits
        complete = valid
        consistency = valid
        validate = valid
        key = rsa3104-e65bits

        id = good/SigGen15_186-3-2048
        complete = valid
        consistency = valid
        validate = valid
        key = SigGen15_186-3-2048

        id = good/SigGen15_186-3-3072
        complete = valid
        consistency = valid
        validate = valid
        key = SigGen15_186-3-3072

        id = good/SigGenPSS_186-3-2048
        complete = valid
        consistency = valid
        validate = valid
        key = SigGenPSS_186-3-2048

        id = good/SigGenPSS_186-3-3072
        complete = valid
        consistency = valid
        validate = valid
        key = SigGenPSS_186-3-3072

        [section]
        source = computed: rsa2048 with d written another way
        key = rsa2048

        id = d-is-a-right-one/0
        complete = valid
        consistency = valid
        validate = valid

        id = d-is-a-right-one/1
        complete = valid
        consistency = valid
        validate = valid
        d = 642715b2b59ef5659e1f19d71bae290aeb13d93e37bd61fc0ebf15afe02ebdcc3e67c3d2fae03d9726cbff35fa1d2ebdd365a867551ee575bc40e3aac7d9
          5e281252fac75787f53be758a09e30950fe49159a4e282da9fdaaa1a7a912275afe509f3542451b722e51cb64823d187fe177babe22fc62e9dd6e2e7e2ddbd
          0c55604c14123be727415d5d846f40099d6554dab0c77fb5fcbfa6e1d0360e05f714c2ed8aaf753cca94c15792aedc52f3acb33b539e79547dbe57b1c50854
          8363b8c56c3acfc5279464ae11773aedc34a7bf9a16860abff86adb2ced75282010a6d6715af21d4842bdb10a7a38cb4c334829fa4783973e8f96c1317b06d
          a6bef61ef1

        id = d-is-right-but-above-n
        complete = invalid
        consistency = invalid
        validate = invalid
        d = b954914a646f01cc0b417eac9b455b2e34d2470872f208c609f3fc03725ffd13e48fca6ca33066031871434fa43bf1137f4ff197ec7895f6a3c2f0c308af
          2c67070c8b4d6777e508eae639f7825c540d3f80e99569e2a4a107589baff1b2682628a36379c468fc38351086e6e491d919f5110b952156dd3e716425793f
          40adaacc25d1af5772d0c953d60239df095a00fb037e8b0f97098068f89e26b33ce28118fb0a3114021d98ca391c22aecba298e328fed5e192834f4cbd4d61
          e5acef75e77eac3925dedea1569b5dc649664657d145e335a5dee5fe5ae11805d75e8ef611c8051a3e9653d38005ecf9cf32ebf49f730ee9d132ecd19bf7d8
          6457887941

        [section]
        source = computed: rsa2048 with p and q exchanged
        key = rsa2048

        id = p-below-q
        complete = valid
        consistency = valid
        validate = valid
        p = be0cbb9ed2fb7c0588ef9070cf621e164743fcdfffbc99e86b65a13a2881527a8eba29cb0136f24d83224a4d8872754a4e4022e01f97cb31f347f752f233
          bd2604713e239510692637e435b5c0839c23956cf7713c6e0bfd2a5c796d983e450596cd1c6d6f591b8ba6579bc5045d8be1b5669b8f43d29bc1673c1cd2e1
          ae9fbf
        q = e578a8e4fa84a60e71db848571dd5915161e2b74172df215d3c31f1a9f872d035980a2e06523ba2903b5afe4b52d00906f007f3b07973952f28114149c74
          5addb28c77b4813c333a447bbd9108280cf09c10a60f36ad1652bd73088e9f798ccfcae3e0be7855ff8f9aa01f3aa84da87eadb5ba18c8cf145918df44a161
          4eafb1
        dp = 6a6b82dc2ad47bdc3593c0540b2cac205983aea457f5ea5105628167a9aad0dea3f186d990328e77ed08548719f2cdcef00666010e6fd76e7f063b6e0d0
          5ffd2bc06157fa346ef3a616dbecda9a188db3c1f2a681428a339fe708de65aabf3c66f6d278ff81bf39abd68ad67234ca6b99af47c033b3d41ce88da56619
          7d24acd
        dq = ce8421d43995c9f0b40d709dbc550e080928cbc8a5d7c6c8581581d7aefcb3c910f2d1230c42f416576d5b4884b96489982ca55495c74662dd36c7c0a8f
          19a996d4837af2ea3e422ab6185c091cba1a1a582e2404cdfc7785d61bab0c8db569be7a7e02aeb17d2710622d7182e41fdc34c48819c2e951765fc196ba5a
          5727071
        qinv = b88b11dc27acec1defa8dd6a67a4944f1fba7ddcee74394adb8818e836c6865d5bb87f65762e9e277ec0ca6fbd3ea4567feb7d37066400308cb583207
          12f6ba35f9f05a79c51398b45c846e876d444b45770ea0d091e1ab038e773336fc7520958c2f01ef79d2c09613c1cc7985c30c77e78ad7eb3653240d74c141
          655347fad

        id = p-above-q
        complete = valid
        consistency = valid
        validate = valid

        id = p-and-q-exchanged-alone
        complete = -
        consistency = invalid
        validate = invalid
        p = be0cbb9ed2fb7c0588ef9070cf621e164743fcdfffbc99e86b65a13a2881527a8eba29cb0136f24d83224a4d8872754a4e4022e01f97cb31f347f752f233
          bd2604713e239510692637e435b5c0839c23956cf7713c6e0bfd2a5c796d983e450596cd1c6d6f591b8ba6579bc5045d8be1b5669b8f43d29bc1673c1cd2e1
          ae9fbf
        q = e578a8e4fa84a60e71db848571dd5915161e2b74172df215d3c31f1a9f872d035980a2e06523ba2903b5afe4b52d00906f007f3b07973952f28114149c74
          5addb28c77b4813c333a447bbd9108280cf09c10a60f36ad1652bd73088e9f798ccfcae3e0be7855ff8f9aa01f3aa84da87eadb5ba18c8cf145918df44a161
          4eafb1

        id = dp-and-dq-exchanged
        complete = -
        consistency = invalid
        validate = invalid
        dp = 6a6b82dc2ad47bdc3593c0540b2cac205983aea457f5ea5105628167a9aad0dea3f186d990328e77ed08548719f2cdcef00666010e6fd76e7f063b6e0d0
          5ffd2bc06157fa346ef3a616dbecda9a188db3c1f2a681428a339fe708de65aabf3c66f6d278ff81bf39abd68ad67234ca6b99af47c033b3d41ce88da56619
          7d24acd
        dq = ce8421d43995c9f0b40d709dbc550e080928cbc8a5d7c6c8581581d7aefcb3c910f2d1230c42f416576d5b4884b96489982ca55495c74662dd36c7c0a8f
          19a996d4837af2ea3e422ab6185c091cba1a1a582e2404cdfc7785d61bab0c8db569be7a7e02aeb17d2710622d7182e41fdc34c48819c2e951765fc196ba5a
          5727071

        id = qinv-is-the-inverse-of-p
        complete = -
        consistency = invalid
        validate = invalid
        qinv = b88b11dc27acec1defa8dd6a67a4944f1fba7ddcee74394adb8818e836c6865d5bb87f65762e9e277ec0ca6fbd3ea4567feb7d37066400308cb583207
          12f6ba35f9f05a79c51398b45c846e876d444b45770ea0d091e1ab038e773336fc7520958c2f01ef79d2c09613c1cc7985c30c77e78ad7eb3653240d74c141
          655347fad

        [section]
        source = computed: rsa2048 with one number changed
        key = rsa2048

        id = d-plus-2
        complete = invalid
        consistency = invalid
        validate = invalid
        d = 0ef99a1b06cee8ff30fcb5019c16f6e7a1556b73fc88bb32138a2f5c4dfd7e84983fbd395290152b3526bb1c4ffe6c68277b5f36bdc534f4d4bed6928703
          8fe91d996a414798056ee3cb0744decdcbbbe332602f9bd29b144cdc59725338f7a3eb4344cedf054992045c0960be7e23150246b8ca6b065e6f546ba0423a
          d7fd15cc0252c876dbb1f16732dc46343170a8ba5e10745c6275cd5aa7cdf558b14704c21a54b965930be9e4ec4195f71bb6cd937e3e1cc768f96016ccc347
          211a8214f0f6f3512949eabacc5318153d2eb19b718ade22592e756742cd8cfe2ab64bd819963e8ec9c1624dcf412c6fb736194aa97d63fe00bfeb54936902
          e92663c4a3

        id = d-plus-2-and-what-follows
        complete = -
        consistency = invalid
        validate = invalid
        d = 0ef99a1b06cee8ff30fcb5019c16f6e7a1556b73fc88bb32138a2f5c4dfd7e84983fbd395290152b3526bb1c4ffe6c68277b5f36bdc534f4d4bed6928703
          8fe91d996a414798056ee3cb0744decdcbbbe332602f9bd29b144cdc59725338f7a3eb4344cedf054992045c0960be7e23150246b8ca6b065e6f546ba0423a
          d7fd15cc0252c876dbb1f16732dc46343170a8ba5e10745c6275cd5aa7cdf558b14704c21a54b965930be9e4ec4195f71bb6cd937e3e1cc768f96016ccc347
          211a8214f0f6f3512949eabacc5318153d2eb19b718ade22592e756742cd8cfe2ab64bd819963e8ec9c1624dcf412c6fb736194aa97d63fe00bfeb54936902
          e92663c4a3
        dp = ce8421d43995c9f0b40d709dbc550e080928cbc8a5d7c6c8581581d7aefcb3c910f2d1230c42f416576d5b4884b96489982ca55495c74662dd36c7c0a8f
          19a996d4837af2ea3e422ab6185c091cba1a1a582e2404cdfc7785d61bab0c8db569be7a7e02aeb17d2710622d7182e41fdc34c48819c2e951765fc196ba5a
          5727073
        dq = 6a6b82dc2ad47bdc3593c0540b2cac205983aea457f5ea5105628167a9aad0dea3f186d990328e77ed08548719f2cdcef00666010e6fd76e7f063b6e0d0
          5ffd2bc06157fa346ef3a616dbecda9a188db3c1f2a681428a339fe708de65aabf3c66f6d278ff81bf39abd68ad67234ca6b99af47c033b3d41ce88da56619
          7d24acf

        id = d-minus-2
        complete = invalid
        consistency = invalid
        validate = invalid
        d = 0ef99a1b06cee8ff30fcb5019c16f6e7a1556b73fc88bb32138a2f5c4dfd7e84983fbd395290152b3526bb1c4ffe6c68277b5f36bdc534f4d4bed6928703
          8fe91d996a414798056ee3cb0744decdcbbbe332602f9bd29b144cdc59725338f7a3eb4344cedf054992045c0960be7e23150246b8ca6b065e6f546ba0423a
          d7fd15cc0252c876dbb1f16732dc46343170a8ba5e10745c6275cd5aa7cdf558b14704c21a54b965930be9e4ec4195f71bb6cd937e3e1cc768f96016ccc347
          211a8214f0f6f3512949eabacc5318153d2eb19b718ade22592e756742cd8cfe2ab64bd819963e8ec9c1624dcf412c6fb736194aa97d63fe00bfeb54936902
          e92663c49f

        id = d-minus-2-and-what-follows
        complete = -
        consistency = invalid
        validate = invalid
        d = 0ef99a1b06cee8ff30fcb5019c16f6e7a1556b73fc88bb32138a2f5c4dfd7e84983fbd395290152b3526bb1c4ffe6c68277b5f36bdc534f4d4bed6928703
          8fe91d996a414798056ee3cb0744decdcbbbe332602f9bd29b144cdc59725338f7a3eb4344cedf054992045c0960be7e23150246b8ca6b065e6f546ba0423a
          d7fd15cc0252c876dbb1f16732dc46343170a8ba5e10745c6275cd5aa7cdf558b14704c21a54b965930be9e4ec4195f71bb6cd937e3e1cc768f96016ccc347
          211a8214f0f6f3512949eabacc5318153d2eb19b718ade22592e756742cd8cfe2ab64bd819963e8ec9c1624dcf412c6fb736194aa97d63fe00bfeb54936902
          e92663c49f
        dp = ce8421d43995c9f0b40d709dbc550e080928cbc8a5d7c6c8581581d7aefcb3c910f2d1230c42f416576d5b4884b96489982ca55495c74662dd36c7c0a8f
          19a996d4837af2ea3e422ab6185c091cba1a1a582e2404cdfc7785d61bab0c8db569be7a7e02aeb17d2710622d7182e41fdc34c48819c2e951765fc196ba5a
          572706f
        dq = 6a6b82dc2ad47bdc3593c0540b2cac205983aea457f5ea5105628167a9aad0dea3f186d990328e77ed08548719f2cdcef00666010e6fd76e7f063b6e0d0
          5ffd2bc06157fa346ef3a616dbecda9a188db3c1f2a681428a339fe708de65aabf3c66f6d278ff81bf39abd68ad67234ca6b99af47c033b3d41ce88da56619
          7d24acb

        id = d-plus-1
        complete = invalid
        consistency = invalid
        validate = invalid
        d = 0ef99a1b06cee8ff30fcb5019c16f6e7a1556b73fc88bb32138a2f5c4dfd7e84983fbd395290152b3526bb1c4ffe6c68277b5f36bdc534f4d4bed6928703
          8fe91d996a414798056ee3cb0744decdcbbbe332602f9bd29b144cdc59725338f7a3eb4344cedf054992045c0960be7e23150246b8ca6b065e6f546ba0423a
          d7fd15cc0252c876dbb1f16732dc46343170a8ba5e10745c6275cd5aa7cdf558b14704c21a54b965930be9e4ec4195f71bb6cd937e3e1cc768f96016ccc347
          211a8214f0f6f3512949eabacc5318153d2eb19b718ade22592e756742cd8cfe2ab64bd819963e8ec9c1624dcf412c6fb736194aa97d63fe00bfeb54936902
          e92663c4a2

        id = d-plus-1-and-what-follows
        complete = -
        consistency = invalid
        validate = invalid
        d = 0ef99a1b06cee8ff30fcb5019c16f6e7a1556b73fc88bb32138a2f5c4dfd7e84983fbd395290152b3526bb1c4ffe6c68277b5f36bdc534f4d4bed6928703
          8fe91d996a414798056ee3cb0744decdcbbbe332602f9bd29b144cdc59725338f7a3eb4344cedf054992045c0960be7e23150246b8ca6b065e6f546ba0423a
          d7fd15cc0252c876dbb1f16732dc46343170a8ba5e10745c6275cd5aa7cdf558b14704c21a54b965930be9e4ec4195f71bb6cd937e3e1cc768f96016ccc347
          211a8214f0f6f3512949eabacc5318153d2eb19b718ade22592e756742cd8cfe2ab64bd819963e8ec9c1624dcf412c6fb736194aa97d63fe00bfeb54936902
          e92663c4a2
        dp = ce8421d43995c9f0b40d709dbc550e080928cbc8a5d7c6c8581581d7aefcb3c910f2d1230c42f416576d5b4884b96489982ca55495c74662dd36c7c0a8f
          19a996d4837af2ea3e422ab6185c091cba1a1a582e2404cdfc7785d61bab0c8db569be7a7e02aeb17d2710622d7182e41fdc34c48819c2e951765fc196ba5a
          5727072
        dq = 6a6b82dc2ad47bdc3593c0540b2cac205983aea457f5ea5105628167a9aad0dea3f186d990328e77ed08548719f2cdcef00666010e6fd76e7f063b6e0d0
          5ffd2bc06157fa346ef3a616dbecda9a188db3c1f2a681428a339fe708de65aabf3c66f6d278ff81bf39abd68ad67234ca6b99af47c033b3d41ce88da56619
          7d24ace

        id = d-is-1
        complete = invalid
        consistency = invalid
        validate = invalid
        d = 01

        id = d-is-1-and-what-follows
        complete = -
        consistency = invalid
        validate = invalid
        d = 01
        dp = 01
        dq = 01

        id = d-is-e
        complete = invalid
        consistency = invalid
        validate = invalid
        d = 010001

        id = d-is-e-and-what-follows
        complete = -
        consistency = invalid
        validate = invalid
        d = 010001
        dp = 010001
        dq = 010001

        id = d-doubled
        complete = invalid
        consistency = invalid
        validate = invalid
        d = 1df334360d9dd1fe61f96a03382dedcf42aad6e7f911766427145eb89bfafd09307f7a72a5202a566a4d76389ffcd8d04ef6be6d7b8a69e9a97dad250e07
          1fd23b32d4828f300addc7960e89bd9b9777c664c05f37a5362899b8b2e4a671ef47d686899dbe0a932408b812c17cfc462a048d7194d60cbcdea8d7408475
          affa2b9804a590edb763e2ce65b88c6862e15174bc20e8b8c4eb9ab54f9beab1628e098434a972cb2617d3c9d8832bee376d9b26fc7c398ed1f2c02d99868e
          42350429e1ede6a25293d57598a6302a7a5d6336e315bc44b25ceace859b19fc556c97b0332c7d1d9382c49b9e8258df6e6c329552fac7fc017fd6a926d205
          d24cc78942

        id = d-doubled-and-what-follows
        complete = -
        consistency = invalid
        validate = invalid
        d = 1df334360d9dd1fe61f96a03382dedcf42aad6e7f911766427145eb89bfafd09307f7a72a5202a566a4d76389ffcd8d04ef6be6d7b8a69e9a97dad250e07
          1fd23b32d4828f300addc7960e89bd9b9777c664c05f37a5362899b8b2e4a671ef47d686899dbe0a932408b812c17cfc462a048d7194d60cbcdea8d7408475
          affa2b9804a590edb763e2ce65b88c6862e15174bc20e8b8c4eb9ab54f9beab1628e098434a972cb2617d3c9d8832bee376d9b26fc7c398ed1f2c02d99868e
          42350429e1ede6a25293d57598a6302a7a5d6336e315bc44b25ceace859b19fc556c97b0332c7d1d9382c49b9e8258df6e6c329552fac7fc017fd6a926d205
          d24cc78942
        dp = b78f9ac378a6edd2f63f5cb606ccc2fafc336c1d34819b7adc67e494be723a8ec864ff65b3622e03ab2506ac5445c882c158cb6e23f75372c7ec7b6cb56
          eda552803f7a9dc0b950b12474df01b6f3652aef51e716312789dfd506cd2f23d2068046bdf975dd9a55271a58ef5b4365307eadb491f945b1a72df5392a9e
          9963132
        dq = 16ca4a1982ad7bb2e237f03746f73a2a6bc36068b02f3ab99f5f61952ad44f42b928e3e81f2e2aa256ee5ec0ab73265391cca921fd47e3ab0ac47f8927d
          8427f739aecdbb17d754e8af747e592bf7592e2d15d5eebe33a76d284a25f1d19a287480d32b280decba9d479bf09423bc19180825c7732a7e7dbaa788ff04
          df5f5dc

        id = d-right-modulo-p-only
        complete = invalid
        consistency = invalid
        validate = invalid
        d = 01b3fccab9341a6fff25e8f5232e32671d1f46f73cbd05b8de2bd8a0f24e83e0cc6a7374037166ae3f5b230b2d39e6651a072d248f9d5e7fb5cfb7dbd545
          65f5771fd4af63afe0175cefdd435199f3ae924193884f838cddcb1ad4c33f6854e36bb28bc0e9636dd200a0c2f652d68fa641f9fe3bb4f7642bbf14f8b047
          06c12021
        dq = 37e3537b8e2377f41409d4418f6e2af090befd7cbd8c850d550d5e7dfd813bd74cff206d6ef8c9a454de769229017a856aacdecf5e2ee951e927ed2f60f
          e7b2b16f2331c85bf45108014d7e618ec764b16b9996d0ab0c5d0c61bd06437d8596084f1880e84bb9ae95413bec8cdd48e7e8f3104966fbef43c468076a14
          363e0a5

        id = d-right-modulo-q-only
        complete = invalid
        consistency = invalid
        validate = invalid
        d = 0128783e7afdcff7e1be8350c4da8eca36a0c7ab8457b2843970c822a1d22c235932abb0a4916980c5702a9ed4a26543193e4688e12e07a2a0724e32c0ff
          39bcf8c07753a3385758609951f4836a2524fed18c21d95096af3728cd0753f2ea38cc063a43fd67750f2663c0492c27aa329b505b17927f0fdd8ff0167334
          7980ea8b
        dp = 42ff9596034b51d34ca7cc3f68b171218aa98010408492239d05038732a4f655d92b0dc42c45c69c6c74eeefed384288cf4609a62670694d7fcd1eac62c
          5621b0deadbeeb71b252654d636f261fd180e357b7bca19e998e46b59fec55370abfc3b56633eef1f0f96c92029f17f5c8a1ca2a55d79b640c936d7372e931
          8323adb

        id = d-belongs-to-another-e
        complete = invalid
        consistency = invalid
        validate = invalid
        d = 41a0316c8f9470008f2ea5832b303e39c3c165157513b71354ca88e36366b59c94a8f2f3057d0a5de46af7d29ac2b8d595dfd75ae15c9fcfc270c5c29194
          c795dd0f6eb36f27421f00d2d461fbc38432876f7d391c24b237bbea8e0731f923d00933ed84bebbd9cddfc6d12d1c20f092fb4dc6d6da92d7f9c3346638dc
          ccbc6cd99c9fdc133e8e3ab56e43e2a10fb5aa8a3bfc82d23651299e0d80e418bd1149c55cd6625db099e6aa8b496a2cbf442171472cd468da791f97d168c8
          1095555a443ac1a83e422965bae1a2104c4b7eaecbf6d91281aa4e09133fc1a6ca6c1d42f26659d1892833a90d7bcbd76fb26b930e539f0366ae322eb42166
          52f818433b
        dp = 20945cf5d3f4439af8378b4d348018faa48101166b5b42f27286b7a167cc40ee5bf520c0cbf9cbac19c3899bb32a373adc2214aa4a9807da8060f490037
          ab6ca9fcef43e2332fb890e480ad52c11f3887aff2826668725baf4372d8c7f5d0af80bdd713b97712782942389a47e21f44b87955b991c0f9aabca75abe48
          a1c46bb
        dq = 9adc579e5959d9f684be891c11e9e27ec7fe52e91f8db55180ef821ef9fcd3db5b142a29ea33a3bfb688a1aa611d01b4d3bd503369a458ab5e189e843fc
          8e1db813433e22b25a9fe22b912892f90b05dfdfd9d79f1ac67c7c95996f645988d3cf237b56f1cdaea1d81e8063aece9e3eaf52d0964163c302f7d2d48850
          e503d43

        id = e-is-another
        complete = invalid
        consistency = invalid
        validate = invalid
        e = 010003

        id = e-is-3
        complete = invalid
        consistency = invalid
        validate = invalid
        e = 03

        id = n-plus-2
        complete = invalid
        consistency = invalid
        validate = invalid
        n = aa5af72f5da018ccda44c9aaff2e6446937cdb9476694d93f669cca724627e8f4c500d3350a050d7e34a8833543d84ab57d492612eb36101cf041a3081ab
          9c7de973210c1fdfdf9a071b32b2a38e88515c4e8965ce10098cba7c423d9e7970823d601eaae563b2a630b47d862613b604f2ca52cab6507ecf1cf8853704
          68b096a3a8e36aae1740ebe76e3ae9ec1760839e07966aca1f1fb14d79908622941afa3f1b822314c9be256c24d4bef54f61a60ceb62d441588e741bb99582
          533a8564ad856ec012e1904706a838f7d4e33dd09138a293bfcb92e6ffe30d03e46014f359e2c3b75c840ca0f1bc7b89c4a8070a59120093dd14b19788aa36
          ef74220411

        id = p-plus-2
        complete = invalid
        consistency = invalid
        validate = invalid
        p = e578a8e4fa84a60e71db848571dd5915161e2b74172df215d3c31f1a9f872d035980a2e06523ba2903b5afe4b52d00906f007f3b07973952f28114149c74
          5addb28c77b4813c333a447bbd9108280cf09c10a60f36ad1652bd73088e9f798ccfcae3e0be7855ff8f9aa01f3aa84da87eadb5ba18c8cf145918df44a161
          4eafb3

        id = q-plus-2
        complete = invalid
        consistency = invalid
        validate = invalid
        q = be0cbb9ed2fb7c0588ef9070cf621e164743fcdfffbc99e86b65a13a2881527a8eba29cb0136f24d83224a4d8872754a4e4022e01f97cb31f347f752f233
          bd2604713e239510692637e435b5c0839c23956cf7713c6e0bfd2a5c796d983e450596cd1c6d6f591b8ba6579bc5045d8be1b5669b8f43d29bc1673c1cd2e1
          ae9fc1

        id = n-minus-2
        complete = invalid
        consistency = invalid
        validate = invalid
        n = aa5af72f5da018ccda44c9aaff2e6446937cdb9476694d93f669cca724627e8f4c500d3350a050d7e34a8833543d84ab57d492612eb36101cf041a3081ab
          9c7de973210c1fdfdf9a071b32b2a38e88515c4e8965ce10098cba7c423d9e7970823d601eaae563b2a630b47d862613b604f2ca52cab6507ecf1cf8853704
          68b096a3a8e36aae1740ebe76e3ae9ec1760839e07966aca1f1fb14d79908622941afa3f1b822314c9be256c24d4bef54f61a60ceb62d441588e741bb99582
          533a8564ad856ec012e1904706a838f7d4e33dd09138a293bfcb92e6ffe30d03e46014f359e2c3b75c840ca0f1bc7b89c4a8070a59120093dd14b19788aa36
          ef7422040d

        id = p-minus-2
        complete = invalid
        consistency = invalid
        validate = invalid
        p = e578a8e4fa84a60e71db848571dd5915161e2b74172df215d3c31f1a9f872d035980a2e06523ba2903b5afe4b52d00906f007f3b07973952f28114149c74
          5addb28c77b4813c333a447bbd9108280cf09c10a60f36ad1652bd73088e9f798ccfcae3e0be7855ff8f9aa01f3aa84da87eadb5ba18c8cf145918df44a161
          4eafaf

        id = q-minus-2
        complete = invalid
        consistency = invalid
        validate = invalid
        q = be0cbb9ed2fb7c0588ef9070cf621e164743fcdfffbc99e86b65a13a2881527a8eba29cb0136f24d83224a4d8872754a4e4022e01f97cb31f347f752f233
          bd2604713e239510692637e435b5c0839c23956cf7713c6e0bfd2a5c796d983e450596cd1c6d6f591b8ba6579bc5045d8be1b5669b8f43d29bc1673c1cd2e1
          ae9fbd

        id = n-of-another-key
        complete = invalid
        consistency = invalid
        validate = invalid
        n = d545e9b3ef5b3be4d7374d9d96098a1dabe9408d2ade95bea3c717e55e562a8b730a12b53ef365cc7470cd65c2f631ac27b5e0d9f345edd953732a25d206
          627f8e2aee148cc8dd19aefe7355fe540880e3970e4501fa587fbf3594e0227f9f75db208e0c7dbfa855be581a2a0308ffd3e4c17ff0bb5cef9d875431c88b
          e3c4fe2a2a0c4c4e82e0ed8c343b6fe5e8d169306d3c42df3d34d06ef453a5f40cd98471f1acba760ac249fe098b00d972bcd2ce91e13f0754bbea1cebdbb0
          3fb006f75824c57b98966c99ad48f2aac1022683cfe69a04e06985f5e5031ad4861d2e27e71af7a814f800e726d67d3990a4b7f19f792ef1a5abe05e293e40
          bc79996f0f

        id = p-of-another-key
        complete = invalid
        consistency = invalid
        validate = invalid
        p = fbfb14bd51608b30d6b4ec1365316b03a0a3d6b79fcd2905b26e204211c1357a077ed6a8140283c0bd1e41c48d88ca78a2dde47ad841f0aa52c48809a197
          674d3a6310131fdfa75b0a513ffbbf65737d6f6a85d018329da13ef043169d44160f26ac7b3fdf29b08b311ea2ba5aaf4b12d6943f39063b2133df32e8569a
          2b7b7d

        id = dp-plus-1
        complete = -
        consistency = invalid
        validate = invalid
        dp = ce8421d43995c9f0b40d709dbc550e080928cbc8a5d7c6c8581581d7aefcb3c910f2d1230c42f416576d5b4884b96489982ca55495c74662dd36c7c0a8f
          19a996d4837af2ea3e422ab6185c091cba1a1a582e2404cdfc7785d61bab0c8db569be7a7e02aeb17d2710622d7182e41fdc34c48819c2e951765fc196ba5a
          5727072

        id = dp-minus-1
        complete = -
        consistency = invalid
        validate = invalid
        dp = ce8421d43995c9f0b40d709dbc550e080928cbc8a5d7c6c8581581d7aefcb3c910f2d1230c42f416576d5b4884b96489982ca55495c74662dd36c7c0a8f
          19a996d4837af2ea3e422ab6185c091cba1a1a582e2404cdfc7785d61bab0c8db569be7a7e02aeb17d2710622d7182e41fdc34c48819c2e951765fc196ba5a
          5727070

        id = dp-is-1
        complete = -
        consistency = invalid
        validate = invalid
        dp = 01

        id = dp-not-reduced
        complete = -
        consistency = invalid
        validate = invalid
        dp = 01b3fccab9341a6fff25e8f5232e32671d1f46f73cbd05b8de2bd8a0f24e83e0cc6a7374037166ae3f5b230b2d39e6651a072d248f9d5e7fb5cfb7dbd54
          565f5771fd4af63afe0175cefdd435199f3ae924193884f838cddcb1ad4c33f6854e36bb28bc0e9636dd200a0c2f652d68fa641f9fe3bb4f7642bbf14f8b04
          706c12021

        id = dq-plus-1
        complete = -
        consistency = invalid
        validate = invalid
        dq = 6a6b82dc2ad47bdc3593c0540b2cac205983aea457f5ea5105628167a9aad0dea3f186d990328e77ed08548719f2cdcef00666010e6fd76e7f063b6e0d0
          5ffd2bc06157fa346ef3a616dbecda9a188db3c1f2a681428a339fe708de65aabf3c66f6d278ff81bf39abd68ad67234ca6b99af47c033b3d41ce88da56619
          7d24ace

        id = dq-minus-1
        complete = -
        consistency = invalid
        validate = invalid
        dq = 6a6b82dc2ad47bdc3593c0540b2cac205983aea457f5ea5105628167a9aad0dea3f186d990328e77ed08548719f2cdcef00666010e6fd76e7f063b6e0d0
          5ffd2bc06157fa346ef3a616dbecda9a188db3c1f2a681428a339fe708de65aabf3c66f6d278ff81bf39abd68ad67234ca6b99af47c033b3d41ce88da56619
          7d24acc

        id = dq-is-1
        complete = -
        consistency = invalid
        validate = invalid
        dq = 01

        id = dq-not-reduced
        complete = -
        consistency = invalid
        validate = invalid
        dq = 0128783e7afdcff7e1be8350c4da8eca36a0c7ab8457b2843970c822a1d22c235932abb0a4916980c5702a9ed4a26543193e4688e12e07a2a0724e32c0f
          f39bcf8c07753a3385758609951f4836a2524fed18c21d95096af3728cd0753f2ea38cc063a43fd67750f2663c0492c27aa329b505b17927f0fdd8ff016733
          47980ea8b

        id = qinv-plus-1
        complete = -
        consistency = invalid
        validate = invalid
        qinv = 06a610fdfb3feee2aa9ddf140a7d56a43392a558efcf15923168d5754ae6057b0066a685e46a8cdb3871eba9b944afece0e50ad0e5dfbb62d0624c50a
          c0c3b9a78a4b0a3578f7b934c81e108ec9873c43eaf9f8310f76eb081167ddf7a4d005d3a4a84d5108f9e8e331b8ce611b3a137b0b637ae1bdae8aa5313734
          5eaa9124e

        id = qinv-minus-1
        complete = -
        consistency = invalid
        validate = invalid
        qinv = 06a610fdfb3feee2aa9ddf140a7d56a43392a558efcf15923168d5754ae6057b0066a685e46a8cdb3871eba9b944afece0e50ad0e5dfbb62d0624c50a
          c0c3b9a78a4b0a3578f7b934c81e108ec9873c43eaf9f8310f76eb081167ddf7a4d005d3a4a84d5108f9e8e331b8ce611b3a137b0b637ae1bdae8aa5313734
          5eaa9124c

        id = qinv-is-1
        complete = -
        consistency = invalid
        validate = invalid
        qinv = 01

        id = qinv-not-reduced
        complete = -
        consistency = invalid
        validate = invalid
        qinv = ec1eb9e2f5c494f11c7963997c5aafb949b0d0cd06fd07a8052bf48fea6d327e59e74966498e47043c279b8e6e71b07d4fe58a0bed76f4b5c2e360654
          88096782b312857d8cbaecd90fd9e99f4c080b4dac0459247a485033e89866e19c68d2d052e659388e59e1dcdbbac20ba0149b65e6bf1c6e4a9fd036bf2b7e
          74bf7c1fe

        id = dp-is-d
        complete = -
        consistency = invalid
        validate = invalid
        dp = 0ef99a1b06cee8ff30fcb5019c16f6e7a1556b73fc88bb32138a2f5c4dfd7e84983fbd395290152b3526bb1c4ffe6c68277b5f36bdc534f4d4bed692870
          38fe91d996a414798056ee3cb0744decdcbbbe332602f9bd29b144cdc59725338f7a3eb4344cedf054992045c0960be7e23150246b8ca6b065e6f546ba0423
          ad7fd15cc0252c876dbb1f16732dc46343170a8ba5e10745c6275cd5aa7cdf558b14704c21a54b965930be9e4ec4195f71bb6cd937e3e1cc768f96016ccc34
          7211a8214f0f6f3512949eabacc5318153d2eb19b718ade22592e756742cd8cfe2ab64bd819963e8ec9c1624dcf412c6fb736194aa97d63fe00bfeb5493690
          2e92663c4a1

        id = dq-is-d
        complete = -
        consistency = invalid
        validate = invalid
        dq = 0ef99a1b06cee8ff30fcb5019c16f6e7a1556b73fc88bb32138a2f5c4dfd7e84983fbd395290152b3526bb1c4ffe6c68277b5f36bdc534f4d4bed692870
          38fe91d996a414798056ee3cb0744decdcbbbe332602f9bd29b144cdc59725338f7a3eb4344cedf054992045c0960be7e23150246b8ca6b065e6f546ba0423
          ad7fd15cc0252c876dbb1f16732dc46343170a8ba5e10745c6275cd5aa7cdf558b14704c21a54b965930be9e4ec4195f71bb6cd937e3e1cc768f96016ccc34
          7211a8214f0f6f3512949eabacc5318153d2eb19b718ade22592e756742cd8cfe2ab64bd819963e8ec9c1624dcf412c6fb736194aa97d63fe00bfeb5493690
          2e92663c4a1

        id = qinv-negated
        complete = -
        consistency = invalid
        validate = invalid
        qinv = ded297e6ff44b72bc73da57167600270e28b861b275edc83a25a49a554a127885919fc5a80b92d4dcb43c43afbe850a38e1b746a21b77df0221ec7c3f
          0681f4339e7c71129acb7a6f7f9dc881b8f992c5d61068c25b5a7a23c5c8aaf252c8c7290995be967c6610167849254969a0746fcff826aacf42baec5cbd15
          b76a59d64

        [section]
        source = computed: numbers that fit each other over p and q that are no two primes
        key = rsa2048

        id = p-equals-q
        complete = invalid
        consistency = invalid
        validate = invalid
        n = cdb117086e49830ed09f911dc8c0d9b7370de45bcd32a2b37fa65d14f60395781b7f542343ea8b617df158e8229da9bb1405871cc42139f4880c4bfa364d
          1b0c463b10f77470ce9071acfa2fc29896d00238b570a486246cc4edd3609941dc0238534cd5edf9c91023ebd9ea50b65d4fa9be605a674e1662085db6b88a
          d7dd1e4639dedb4fa0992111177516bad7d80d73266b8a328b61a73371416c8a36037538e816a8100b9e04b05a8faefdfc485f6def602af055b7096020ada7
          b4c8e313e28429bf2f20ea08d9b0ad7a7b26f865836dd478aa0bf2806f935dff8d78d206b83f09a83092376eb5a017547467b3d095c003f58a343a869da9bd
          f5aa6f7861
        d = ce8421d43995c9f0b40d709dbc550e080928cbc8a5d7c6c8581581d7aefcb3c910f2d1230c42f416576d5b4884b96489982ca55495c74662dd36c7c0a8f1
          9a996d4837af2ea3e422ab6185c091cba1a1a582e2404cdfc7785d61bab0c8db569be7a7e02aeb17d2710622d7182e41fdc34c48819c2e951765fc196ba5a5
          727071
        q = e578a8e4fa84a60e71db848571dd5915161e2b74172df215d3c31f1a9f872d035980a2e06523ba2903b5afe4b52d00906f007f3b07973952f28114149c74
          5addb28c77b4813c333a447bbd9108280cf09c10a60f36ad1652bd73088e9f798ccfcae3e0be7855ff8f9aa01f3aa84da87eadb5ba18c8cf145918df44a161
          4eafb1
        dq = ce8421d43995c9f0b40d709dbc550e080928cbc8a5d7c6c8581581d7aefcb3c910f2d1230c42f416576d5b4884b96489982ca55495c74662dd36c7c0a8f
          19a996d4837af2ea3e422ab6185c091cba1a1a582e2404cdfc7785d61bab0c8db569be7a7e02aeb17d2710622d7182e41fdc34c48819c2e951765fc196ba5a
          5727071
        qinv = 01

        id = p-is-1
        complete = invalid
        consistency = invalid
        validate = invalid
        p = 01
        q = aa5af72f5da018ccda44c9aaff2e6446937cdb9476694d93f669cca724627e8f4c500d3350a050d7e34a8833543d84ab57d492612eb36101cf041a3081ab
          9c7de973210c1fdfdf9a071b32b2a38e88515c4e8965ce10098cba7c423d9e7970823d601eaae563b2a630b47d862613b604f2ca52cab6507ecf1cf8853704
          68b096a3a8e36aae1740ebe76e3ae9ec1760839e07966aca1f1fb14d79908622941afa3f1b822314c9be256c24d4bef54f61a60ceb62d441588e741bb99582
          533a8564ad856ec012e1904706a838f7d4e33dd09138a293bfcb92e6ffe30d03e46014f359e2c3b75c840ca0f1bc7b89c4a8070a59120093dd14b19788aa36
          ef7422040f

        id = q-is-1
        complete = invalid
        consistency = invalid
        validate = invalid
        p = aa5af72f5da018ccda44c9aaff2e6446937cdb9476694d93f669cca724627e8f4c500d3350a050d7e34a8833543d84ab57d492612eb36101cf041a3081ab
          9c7de973210c1fdfdf9a071b32b2a38e88515c4e8965ce10098cba7c423d9e7970823d601eaae563b2a630b47d862613b604f2ca52cab6507ecf1cf8853704
          68b096a3a8e36aae1740ebe76e3ae9ec1760839e07966aca1f1fb14d79908622941afa3f1b822314c9be256c24d4bef54f61a60ceb62d441588e741bb99582
          533a8564ad856ec012e1904706a838f7d4e33dd09138a293bfcb92e6ffe30d03e46014f359e2c3b75c840ca0f1bc7b89c4a8070a59120093dd14b19788aa36
          ef7422040f
        q = 01

        id = p-is-1-and-all-that-follows
        complete = -
        consistency = invalid
        validate = invalid
        p = 01
        q = aa5af72f5da018ccda44c9aaff2e6446937cdb9476694d93f669cca724627e8f4c500d3350a050d7e34a8833543d84ab57d492612eb36101cf041a3081ab
          9c7de973210c1fdfdf9a071b32b2a38e88515c4e8965ce10098cba7c423d9e7970823d601eaae563b2a630b47d862613b604f2ca52cab6507ecf1cf8853704
          68b096a3a8e36aae1740ebe76e3ae9ec1760839e07966aca1f1fb14d79908622941afa3f1b822314c9be256c24d4bef54f61a60ceb62d441588e741bb99582
          533a8564ad856ec012e1904706a838f7d4e33dd09138a293bfcb92e6ffe30d03e46014f359e2c3b75c840ca0f1bc7b89c4a8070a59120093dd14b19788aa36
          ef7422040f
        d = 697e3b64518e3acd60bd0845a4108e78460d23cd2426c1abc7046d7f73c0aaaf028af021bee4082c28cc96db72674628f512e632d840ace9f9d088875145
          7c7b5c7db711530bc7e412527d6ab26e296c78c509c0c98294e758f469f0ce9a5559d1b81c45a817bd21bd378823f2a0722f4e4a8c4a8bebfd1b34cd917128
          81cc18fcf0312476fa5f71b6b7443467c772350f3f939e3ddc583bebc644014c987abc4d2833c695b0f8d723c90b15d5c37aace18342883e8f206836630e7a
          ce1f874b79490ff451bced238eb3cdd36b39eda5a2c877a5173871982b0de799696b368e1c33990f8b731a7ef033d02cd8635538cb3fa2abee544a45949413
          c0e521cb71
        dp = 01
        dq = 01
        qinv = 01

        id = p-is-2
        complete = invalid
        consistency = invalid
        validate = invalid
        p = 02

        id = p-is-composite
        complete = valid
        consistency = valid
        validate = invalid
        n = 7d7a81dc1fb1d3d517a340831098c7a63559cfadfbc12db0f6dde1fd6ef98d7464b6a8e8c60056a934354324cbb82cf89a4e10369eced0eca61a9f15345c
          7ea9ae929658c3a87a97820603b119384755a57bcb62b7132e70a9b07364e50b675d2b335a052e109f6dc061f1c7972a177a2c08383d22dad296d7d0e83f25
          24d132bed86e716a13fb38d7a5dc2e523dd8cc6509b30d1ed6bda38bf188d2e2ba6f0797334877a13c1db0434e20be8a92c13951ab5e6b39fa7a81f7784c77
          580fb2f383597f30cdbf88f594215d9b01b698c753dc499c44da0abb4fac6356755a4b01a1c6acee4f3a8c0586f5054e82059f2c649f24de603ff28178e9c7
          ef04ea7661
        d = 1f56e83542e346cdabb4360a262c8a7cec494cb21f356e048b7bfa943251f8ef0fb2817875efa2b56b193c7665bd4fda1dac0ea79dbd78f80a3a8eee1c60
          57b068ae2b07eb825a7019e507aa056b0582122d5bac819e3454a64530650c41ef6499441fa13892a54723ac32d78f5d4f74cfa793e84d1acb4b2a86fe62bb
          13b97df1f6c8a69e203d169e632d90445e7614d02396f6c9c9c296ad8a93a9807dca07ae4e1a18d768dda66af49f04a7102a8d3e9b8b54bb07c89e1496b574
          bb06601436b3bc1b151a3be72febf4d664bc30e5d20fca41d1e5e478e512fbb7289251f2a0a6a2abfd0688d38fe3dca446011f733b55df24b27d68916e0440
          dbd7ba6623
        p = a905865e37cdfe4ca8f2f6a11e40734db99bd79fb5d87450e44c4b609402b1492cb2c306a7cc395affdf1bf6c0310d8841e535547fb72b2e8f42db732b03
          48e944825121d8d8a5d82310bc19bf9f44550f8a857b052c5bd98bc336ace36fa4288f5c933107c101368b7116ace1a4b4a858c32ef8f5075fd2e9e74d9119
          3671df
        dp = 67c26482626faab514e2525506653a6374961f008479a4ae23f8522dafaf17767c6221276ccb0a4abad914299e427eb42effae857901d1187c09e6fe046
          1b7d8bb9de4808ac634c9427d7b7bb30eeabbed16746ad8fa2a489a6bf49c9de2633c230609b607b48c3217d80cbb84a9bfddb8dfd96e2bbda32daf39b77c6
          3a5f0b1
        qinv = 5853b7ae42b637885abfa8c0d6ba65e5ea61a5189ff4bf6f2f0f69ac1999637d4da35ef182f93c29364f6ee876024ddd947cb3657885352c797f56d06
          bb214ab419a1758be952962241150f5e3b21129c3a6e47fb5f1751d0534f75f2949ff7b94c5070d7aecdd2e201a64eeaad9c8957f252f9c9c8cd3908367322
          268ede73d

        id = q-is-composite
        complete = valid
        consistency = valid
        validate = invalid
        n = 97819b4c1295e74713181514c011dbaa21674df875503e877c6b5f9122501a9cc6eed61ee5c904a8b766a68f3284b7a1dd0ac160ca0e50cf2ecc42fd14c4
          d1214929119a5703e6f2e369532ccedd7fbfb057aa8c0d50ab9840cc89abebbf14365f2710f3a482d1796eb110878a7833dd7f1d030b8732a93c95bd254ca3
          ca80095110a6dc3ea91f87931dd1ff2c5b39199fb73abb6c214b0fb320a91552eb4afae2eb1408c98a0dca64fa561497e170b036404066d87dde679fe891d5
          894e8afb296bfb3936df0acb8247e3db974e465e3baac8b2030a54bf103d504e7753eafdbe4a8a69a07c7c483b9a1113fef720c25781c3069876be2ade73fa
          89d76e2c2f
        d = 0396faeb98bff62b41899f3eb8628e4a38611a1e8d13645e7b190923b47f2218e0de43600fce3892a0b210e52d58aa447d8ce046ec95836d5bdf900fb659
          e99a23f2741b06c8501034498fe0b8086b8477cd0ec7e734a096921cd59d4d17602cc1a0e20ac3d33adb9e11ce8acf23d053f6623f5bdeaf60f6b13bb2e504
          ec0526b172d209eb9a3624ece45eb5d36bffc040e6ff290f59520350635aaed7b5db1f233742b371b380ce7619f75729937aa9ba4d64b0b9b7226117eba0e1
          186bbd1ee9f5dfd0d017607ab322a04215b220ccca30cedf2869321ca9d876c8a1b848f2a78409e8c576cb82f56c9af1134f8cc36a66d2b33d3888393ebb7d
          b278ed72c1
        q = a905865e37cdfe4ca8f2f6a11e40734db99bd79fb5d87450e44c4b609402b1492cb2c306a7cc395affdf1bf6c0310d8841e535547fb72b2e8f42db732b03
          48e944825121d8d8a5d82310bc19bf9f44550f8a857b052c5bd98bc336ace36fa4288f5c933107c101368b7116ace1a4b4a858c32ef8f5075fd2e9e74d9119
          3671df
        dq = 67c26482626faab514e2525506653a6374961f008479a4ae23f8522dafaf17767c6221276ccb0a4abad914299e427eb42effae857901d1187c09e6fe046
          1b7d8bb9de4808ac634c9427d7b7bb30eeabbed16746ad8fa2a489a6bf49c9de2633c230609b607b48c3217d80cbb84a9bfddb8dfd96e2bbda32daf39b77c6
          3a5f0b1
        qinv = a709f4a9b74aa4ee2385d35545993fd87e1e78d564c3b24bd9d9fc00a120d3480d7062f6b6efd9bb8b99036360ab7476a05515dbd48d8cb634efeb926
          9a87742feaee7389020d1f0719af288d2b9171d8afae1091558bad852db9224990b370f135af63371e6001791b5b250cff521b3e6b50643032c85fa57d9a86
          a19238f0c

        id = q-is-three-times-a-number
        complete = valid
        consistency = valid
        validate = invalid
        n = 0154b5ee5ebb403199b4899355fe5cc88d26f9b728ecd29b27ecd3994e48c4fd1e98a01a66a140a1afc6951066a87b0956afa924c25d66c2039e08346103
          5738fbd2e642183fbfbf340e366565471d10a2b89d12cb9c20131974f8847b3cf2e1047ac03d55cac7654c6168fb0c4c276c09e594a5956ca0fd9e39f10a6e
          08d1612c61d91df061a9dbc95d00f14e665167f225f101617d104d4cc73001f1a5a108f124b66165c46fc221d493f9993571c2bbaad6466d7b19e39544f216
          f00a00afeba87e65cba486ed53c8d4b45ea19e6eb086609f1848ea0f7b4253117929469d16e8e1a6b040b219b248d8d7d8e1026596046e470ef15a4ed5f875
          293d86f5586d
        q = 017c19773da5f6f80b11df20e19ec43c2c8e87f9bfff7933d0d6cb42745102a4f51d745396026de49b0644949b10e4ea949c8045c03f2f9663e68feea5e4
          677a4c08e27c472a20d24c6fc86b6b810738472ad9eee278dc17fa54b8f2db307c8a0b2d9a38dadeb237174caf378a08bb17c36acd371e87a53782ce7839a5
          c35d3f7d
        qinv = e126772dc1600d793e8225ef472b780e1c79b56d3a6a3172a703580d4f289d7bcc1f24b7d1b89e6e5c9abdf7813f484d519ff695414f482f4894900e3
          0becb6e0c6ecb8b30b004840a4499697bc11c2572fcb51de1be5c5fd5dad309192dd1298731bf4459f113b524c9294575431eac4144582039c6a4b18ae266f
          686e8895f

        id = p-and-q-share-a-factor
        complete = invalid
        consistency = invalid
        validate = invalid
        n = 92ebba3a96fe11142fbe96f9bf5413fa48e5acaae0be17ed67c2283a2dc665c2ad4032ca6c2ac4ecd4a23089a1a9471b6cbc8ac3bf9a3f476155e6500233
          7ed811381796c91fbb4b8f63624f755e77facf4bb602eef32049cbe117aa966e8bc865b2df69eeabd07be79036ca38bfa589a8c349c1a46a5b97580dd66b14
          cd975d8f9056cf1140a8ccbf0ad918677032c752e2d1b1a232e1c356e51c7d57fd35ea25cf696dd6cc61a8eeb034462ff2cf93e43072709d81ffc914ec1d8b
          dc7fbff358524019c7ed28c09db98892ef8b56bc2bf2c1190a65a5d8b345f5ebafe38a4045678e6673c1d5e6f02e952cf0188b2db7be6c994f3f28912da8a8
          a932cc6119
        d = 04f0e0866fe583758655868647a4f0370e948ac60460e0351fb42bde2903ef1028fb6bb9db01653601c0a2993e528f0da10e862c27196cdf5daaa1e036f2
          bc654fceef1c270f66211865633d00d978777ad934f9cc4768e29274b3730d3412875ec4313742cb8c6b5e523f4575bb1c3a10eee0601ec364e92610f11110
          d6092d13476aa0b511977cc6ea51564d9d8d06b88a6f3f3aa87d0b30d9625a1f5f3a13922af9abee10f9f9b11cf0ab95fdc36b4e832ec1fbca16c0d2bb9145
          98a66dd076eb0dd25ed8e245f36c4aada5e7b74404bbcecb3ed4c64dc2ed8e45edba477b547b4d8373d7faa7899ade5dcd109fd457a8d9f3c24e24ff9d728a
          6a4e281fb1
        p = c026ea929b775213eb284da0fd09d1b6da4c8034de0a0031ce56111fbe1f779350814957b9110d84710e35eca0d80aaeb49471769fe7eafa5c1550a16c87
          5838a65ffd838bf53ca161199b7bdd6ff6c8788f33380bbcfa7362a247fd6bd915622f44513090e9bc7a07421100f06c5925ebb7ad927a4f1f7d07d20d3e9f
          651e3f
        q = c3bd4bb2f88a1654a85117b4dda3dd8c57004624bbd45b55610009908203ac5bea61a8581f05326175e4b0b2eb67bb03a0386e063d3eb8f0ee394c156c40
          222a94bb59a6e1ebb65cd53889e725ed3e10f8a2cbc82e82e7801e8a737324e349efbef3270dc5a3c5da1022e1041bbb6c758115e41fe40c7520df6e8cea46
          ecdaa7
        dp = 86f24dc74c9bcdeee335d8def9168e4bc69ff76229960870f2220bc0a93b5c34ff52ecf948a5ab429a4b8a9f768e836212bc35bb43ae129e65512ae1536
          0f21a46ee1f12e5960350aaeadb01709093565324eea9abc4ba77928bb9d746889cb5e9d026dcdec8e86f22edc91749c22e11adabbfa0a17933fa1125f9db4
          30236ed
        dq = 9c0d59c1a8c6a680fde410eb605cd92f9ed91813073089546b4e155201659e4f7570403f6913c293d2e2ed40e7cebe5968ae348182e8739799c552742de
          67f96c5170ca5b0ae34a894514c185db363ed31dcd06c9b30401273c6dbbe2be58d37b75bb1821854b65360d3fde3419cce1e6c38a0b41023226a7fd76a3f0
          926a237
        qinv = 01

        id = p-is-arnaults-strong-pseudoprime
        complete = valid
        consistency = valid
        validate = invalid
        n = 17f95dc808c8af547e402b92e7701424fa547f7e5bf6dd803b6c0ab43a818725af3743cd02a3b5fdd4225dd4eb5367be754eed8cbb2c6f9bca8563ff1827
          226766774c8a25c4837040391aad2c23676c764975499c5acd1a882fd249eb36f9462b44842d742b67de57e658156e8dd5a86db9a33a430641542204d8b636
          37ab4ce556deb6ce6d95bee2fa0439f20c11c81cf0e038f761a2f6be1d444110f8457f58d7681afbe5fde9291b073097eb51f821b5ed074eac6f796d1d3798
          9ffaaf55a20c01732c792c25b77d916dbbe0a691fdb9e1b07d7ac3019d66297e9457c77c43f2e54f53c5c261fb4827d2d9c0acd1ed3eb23d8c920b54998984
          1cb3ea83d16e8281b8385040455b01bbc0b80a7a6f27cfa755f1650c91dbe4e40e3d270c6666f50fca15
        d = 0732eed9d3e56b5cbc6289931de336715a28487689a80a2068f78b094eae398673e46cfc214846ac77687073b0cc85511849c0a46b4a2f23817f67a520bc
          13a5280c37d41dfe3217e179244d0efd7c9f81af92442deac83f28d8ef551a0812776323ba6b29c0a4fa8bbb9404af8370be98604fa6fd9c61bea14e8242c8
          ea138ac47abf8d4ec3573c00e65c37050145c2046938d039006e1ffa23fef69b86a6589fe9d0558e1e25b11b0c9c52377bb7971b4ab19b0f2ff7b5bfa58382
          96ee6a6c84ce7dfa4729c14cb8fe138442cd1f7fac966148c58c356baa32c55c30508fe32767c1e400f1482a34788beaa637c39da2138d42c1c8c3d54a724a
          12fff28d34ec88271fd75cf71855e81017bc5f7b896de65f85dbbc4c75d3299a9d38c5d185ac0a71e6eb
        p = 204b212272807927b357671aefdd4b4b7a0f12749625cd71b549d6b8b9895e97fcf9fadcaf26c618da83c9ec7f6b39020661ba422e6c820ac14d3b8329d6
          c71d16a1953afd60a0aa4c63019f9c29c08d05b0c4fcd041febeaa5b0e8475e6e96cc49478ef6e9ae877b4d3be8107bd3c64b35ebc7f2bd719c6417207aaec
          2151812719b5b5bae64562bcd2ed44177a2ac314a44f344df4a12e0d4fb8ff99c4099bfc77924b2b
        dp = 03cd74f05e753c4eed723c44d2bbc712f3237533df3e424bc262187395fd53f327a9b3dd6a8e714319efecc5f95701d67833e7bfc541a7aa668a9698624
          3d51c5abeda18a11f50abdce4c79b28c34dd60d367c6b9c8638ddf0a75a3544c0d4f9a6c828d960b7c2e9dd9415599234b938ce5a386ded169e05574d7b13a
          84c60118a2e1fd46f5690130952f8f74ca0690aa1929b74f83cf701ba3589fe26f80b7d9fa3e0c913
        qinv = 0acff91f61a7ecb3a9d3e5b92f549de79abf1adb63e279814c3fece38043747ad3fd5ac32542eeca9c5d03c78ed3dd68a842646a4108e0e8a70e79945
          7c3fea213aecf55e6aa09a91d2391cea57da30182c8d546f2a42545499cacce5a77e664d17c977feb2f6e5fadb32c19548fe88f79c06d86d4a01b76a4010e0
          9e9226d2fa251e8c7da37948d40d3a828c18ba347b7d9e6e0db60999ec4adfbc9659fb40328b7d72d8a
        """
}
