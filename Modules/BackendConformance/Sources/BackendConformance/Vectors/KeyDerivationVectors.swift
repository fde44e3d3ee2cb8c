// Written by VectorGenerator; change it there.

/// Passphrases and what is derived of them.
enum KeyDerivationVectors {
    static let text = """
        [section]
        source = RFC 6070 §2

        id = pbkdf2/rfc-6070/0
        function = pbkdf2
        passphrase = 70617373776f7264
        salt = 73616c74
        digest = SHA-1
        rounds = 1
        value = 0c60c80f961f0e71f3a9b524af6012062fe037a6

        id = pbkdf2/rfc-6070/1
        function = pbkdf2
        passphrase = 70617373776f7264
        salt = 73616c74
        digest = SHA-1
        rounds = 2
        value = ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957

        id = pbkdf2/rfc-6070/2
        function = pbkdf2
        passphrase = 70617373776f7264
        salt = 73616c74
        digest = SHA-1
        rounds = 4096
        value = 4b007901b765489abead49d926f721d065a429c1

        id = pbkdf2/rfc-6070/3
        function = pbkdf2
        passphrase = 70617373776f7264
        salt = 73616c74
        digest = SHA-1
        rounds = 16777216
        slow = yes
        value = eefe3d61cd4da4e4e9945b3d6ba2158c2634e984

        id = pbkdf2/rfc-6070/4
        function = pbkdf2
        passphrase = 70617373776f726450415353574f524470617373776f7264
        salt = 73616c7453414c5473616c7453414c5473616c7453414c5473616c7453414c5473616c74
        digest = SHA-1
        rounds = 4096
        value = 3d2eec4fe41c849b80c8d83662c0e44a8b291a964cf2f07038

        id = pbkdf2/rfc-6070/5
        function = pbkdf2
        passphrase = 7061737300776f7264
        salt = 7361006c74
        digest = SHA-1
        rounds = 4096
        value = 56fa6aa75548099dcc37d7f03425e0c3

        [section]
        source = RFC 7914 §11

        id = pbkdf2/rfc-7914/1
        function = pbkdf2
        passphrase = 706173737764
        salt = 73616c74
        digest = SHA-256
        rounds = 1
        value = 55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041
          d3a19783

        id = pbkdf2/rfc-7914/80000
        function = pbkdf2
        passphrase = 50617373776f7264
        salt = 4e61436c
        digest = SHA-256
        rounds = 80000
        value = 4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b3
          97f33c8d

        [section]
        source = computed by the definition in RFC 8018 §5.2 over Python's hmac

        id = pbkdf2/SHA-1/1/1
        function = pbkdf2
        passphrase = 70617373207068726173652031
        salt = bf9494df4f628a62f6487bd16814ea52
        digest = SHA-1
        rounds = 1
        value = 10

        id = pbkdf2/SHA-1/2/20
        function = pbkdf2
        passphrase = 70617373207068726173652032
        salt = f6a8d535768648fae259217a8baaa3a5
        digest = SHA-1
        rounds = 2
        value = 171c60d4a00ce8489d23970306cdddbc3c515f3b

        id = pbkdf2/SHA-1/1000/21
        function = pbkdf2
        passphrase = 70617373207068726173652031303030
        salt = 856e5c4d0c3d15e867dce2c9a2ed9bbe
        digest = SHA-1
        rounds = 1000
        value = 068ff364d91f64b3a106d748317ed17ca7c18c3e20

        id = pbkdf2/SHA-1/3/67
        function = pbkdf2
        passphrase = 70617373207068726173652033
        salt = acbf33a2cd555f56fbc60daa00d4b103
        digest = SHA-1
        rounds = 3
        value = 161e912cbf235dd818c362f56e7b5aa3e275e5970682cbecbe31d641bcb392aef06e12e85f9280a9cd396751f10c04e258b3b909ff156b5b8af4a875
          1ff860e9b009df

        id = pbkdf2/SHA-1/empty-passphrase
        function = pbkdf2
        passphrase =
        salt = 73616c7473616c74
        digest = SHA-1
        rounds = 10
        value = 00b872bae9910a0bb4bb5983e56bc3413d5fce3f180b62e5ac285f47d178e84d

        id = pbkdf2/SHA-1/long-passphrase
        function = pbkdf2
        passphrase = b45fab22a2b35f7dc7c04f6cecb04911d03f69881f2e8c2beb44cc886f20f689cdd162d4ec19d3ae387a6fb6a98dc1769159640f9d61475ea53
          34027ef7afa2deff31277da524d6385af509cf2dfa5f97e033037f20966b4ea442c96ba95605112a69a2400a190b999c256627bfd86edddc5e6e5d9e323814
          bfbb9ad346c1cf158ed526f582aea09d37880f260f50200f3c1b83aae4e4f3bd15c83c8d1e29b02fdee06619bc5636a3cc633205d37d189f2aab8747d3d04e
          f84fc7f5d0750f273dcfb9d14bf5158b1
        salt = b45fab22a2b35f7dc7c04f6cecb04911d03f69881f2e8c2beb44cc886f20f689cdd162d4ec19d3ae387a6fb6a98dc1769159640f9d61475ea5334027e
          f7afa2deff31277da524d6385af509cf2dfa5f97e033037f20966b4ea442c96ba95605112a69a2400a190b999c256627bfd86edddc5e6e5d9e323814bfbb9a
          d346c1cf158ed526f582aea09d37880f260f50200f3c1b83aae4e4f3bd15c83c8d1e29b02fdee06619bc5636a3cc633205d37d189f2aab8747d3d04ef84fc7
          f5d0750f273dcfb9d14bf5158b1
        digest = SHA-1
        rounds = 10
        value = 7861bd08671f024e67e6f5b5a95935914889888d1be489054668dda84a87b7ae

        id = pbkdf2/SHA-224/1/1
        function = pbkdf2
        passphrase = 70617373207068726173652031
        salt = bd9c009b4af31269fd17732ac75ad859
        digest = SHA-224
        rounds = 1
        value = 8e

        id = pbkdf2/SHA-224/2/28
        function = pbkdf2
        passphrase = 70617373207068726173652032
        salt = 35fb3ee27511690b67b2029e5e1a6b17
        digest = SHA-224
        rounds = 2
        value = ec6f7fda80924601cf32894e98bf432a89529988422f4c56ab215a7d

        id = pbkdf2/SHA-224/1000/29
        function = pbkdf2
        passphrase = 70617373207068726173652031303030
        salt = c761e8bdda92c2741b179374ca9b191a
        digest = SHA-224
        rounds = 1000
        value = de83e7c6cde3c695974aad982b532b5fa7270136648d408d0d1718d67c

        id = pbkdf2/SHA-224/3/91
        function = pbkdf2
        passphrase = 70617373207068726173652033
        salt = bafb95191f9d35358d38fd50be9d6975
        digest = SHA-224
        rounds = 3
        value = 63b369f915bf6e7251ea8e016c8f27d5e800ea0020f06110cfd311eb9a6511cf92252709ce9ab821d900330841c6c523085fd0f7e92eb0bb7ef2eb99
          200b9f198b9f99142b61ae54686ba71ffb17637cf3a8f32cb6e489b0dc33a4

        id = pbkdf2/SHA-224/empty-passphrase
        function = pbkdf2
        passphrase =
        salt = 73616c7473616c74
        digest = SHA-224
        rounds = 10
        value = 32df0e4ed635100c09a88ada8d9ae1cb037b6571ba152c2a922baa06ed211400

        id = pbkdf2/SHA-224/long-passphrase
        function = pbkdf2
        passphrase = b45fab22a2b35f7dc7c04f6cecb04911d03f69881f2e8c2beb44cc886f20f689cdd162d4ec19d3ae387a6fb6a98dc1769159640f9d61475ea53
          34027ef7afa2deff31277da524d6385af509cf2dfa5f97e033037f20966b4ea442c96ba95605112a69a2400a190b999c256627bfd86edddc5e6e5d9e323814
          bfbb9ad346c1cf158ed526f582aea09d37880f260f50200f3c1b83aae4e4f3bd15c83c8d1e29b02fdee06619bc5636a3cc633205d37d189f2aab8747d3d04e
          f84fc7f5d0750f273dcfb9d14bf5158b1
        salt = b45fab22a2b35f7dc7c04f6cecb04911d03f69881f2e8c2beb44cc886f20f689cdd162d4ec19d3ae387a6fb6a98dc1769159640f9d61475ea5334027e
          f7afa2deff31277da524d6385af509cf2dfa5f97e033037f20966b4ea442c96ba95605112a69a2400a190b999c256627bfd86edddc5e6e5d9e323814bfbb9a
          d346c1cf158ed526f582aea09d37880f260f50200f3c1b83aae4e4f3bd15c83c8d1e29b02fdee06619bc5636a3cc633205d37d189f2aab8747d3d04ef84fc7
          f5d0750f273dcfb9d14bf5158b1
        digest = SHA-224
        rounds = 10
        value = 90a4d13dce47031409f0efc987c4754ecd637335956be7685df0cbd2f2b27460

        id = pbkdf2/SHA-256/1/1
        function = pbkdf2
        passphrase = 70617373207068726173652031
        salt = de6da4622e3a10d87db2a73eae19bdef
        digest = SHA-256
        rounds = 1
        value = c8

        id = pbkdf2/SHA-256/2/32
        function = pbkdf2
        passphrase = 70617373207068726173652032
        salt = 1ee82ba1f320f7a1b9317e8a92db86ff
        digest = SHA-256
        rounds = 2
        value = f424fb6a2a3be389c3cf408a432eff3c32094cbc366e5ee448bb066b39be3115

        id = pbkdf2/SHA-256/1000/33
        function = pbkdf2
        passphrase = 70617373207068726173652031303030
        salt = 22ffe3c4d277ca12430ca4fedff6e500
        digest = SHA-256
        rounds = 1000
        value = c29646c13ee11827088394d22cb34e23484c32067b430b868608bff7d128b26232

        id = pbkdf2/SHA-256/3/103
        function = pbkdf2
        passphrase = 70617373207068726173652033
        salt = 93ef929813d6b023d1b70bd15a89b4f9
        digest = SHA-256
        rounds = 3
        value = ef22abf4232f23e3abaa5eb38645ac0759182d277a44b0a6cc32e89cdcc89f9d8e339070883fb044de88e7dfc041692ce25f2574f212050c7356ed14
          1bc9db876f8df780bf075198a03dd1a593c8fe28acfe8aff1dd2999c410b4a49adba5f6e33d63f3ea49ee4

        id = pbkdf2/SHA-256/empty-passphrase
        function = pbkdf2
        passphrase =
        salt = 73616c7473616c74
        digest = SHA-256
        rounds = 10
        value = d9f3e593bc52ec30675dc225296a97f28ff4839a3445769407f0115ed149be84

        id = pbkdf2/SHA-256/long-passphrase
        function = pbkdf2
        passphrase = b45fab22a2b35f7dc7c04f6cecb04911d03f69881f2e8c2beb44cc886f20f689cdd162d4ec19d3ae387a6fb6a98dc1769159640f9d61475ea53
          34027ef7afa2deff31277da524d6385af509cf2dfa5f97e033037f20966b4ea442c96ba95605112a69a2400a190b999c256627bfd86edddc5e6e5d9e323814
          bfbb9ad346c1cf158ed526f582aea09d37880f260f50200f3c1b83aae4e4f3bd15c83c8d1e29b02fdee06619bc5636a3cc633205d37d189f2aab8747d3d04e
          f84fc7f5d0750f273dcfb9d14bf5158b1
        salt = b45fab22a2b35f7dc7c04f6cecb04911d03f69881f2e8c2beb44cc886f20f689cdd162d4ec19d3ae387a6fb6a98dc1769159640f9d61475ea5334027e
          f7afa2deff31277da524d6385af509cf2dfa5f97e033037f20966b4ea442c96ba95605112a69a2400a190b999c256627bfd86edddc5e6e5d9e323814bfbb9a
          d346c1cf158ed526f582aea09d37880f260f50200f3c1b83aae4e4f3bd15c83c8d1e29b02fdee06619bc5636a3cc633205d37d189f2aab8747d3d04ef84fc7
          f5d0750f273dcfb9d14bf5158b1
        digest = SHA-256
        rounds = 10
        value = 45b0dd30442466cfb391ffd5e65c92bf562688ea25b1080da64048368a7dfeee

        id = pbkdf2/SHA-384/1/1
        function = pbkdf2
        passphrase = 70617373207068726173652031
        salt = fae19e0036e9a921217fa216e7379264
        digest = SHA-384
        rounds = 1
        value = 90

        id = pbkdf2/SHA-384/2/48
        function = pbkdf2
        passphrase = 70617373207068726173652032
        salt = 77e535eaf22e644595d3a80d5b694571
        digest = SHA-384
        rounds = 2
        value = a338b64daf10d8ee13b6b434044c132affa74722550dd48a6f7f8c640a2433f045fbbfe924827fb588a8e3ef0eebf56b

        id = pbkdf2/SHA-384/1000/49
        function = pbkdf2
        passphrase = 70617373207068726173652031303030
        salt = 9374bec81ba21ecfb21a8e63f68eb80d
        digest = SHA-384
        rounds = 1000
        value = 6c200804c301e8ce629471f8a45063aed75917505da8342fc4788eef53a7591fd5220eb3e070d9124364bc7b92bac81a95

        id = pbkdf2/SHA-384/3/151
        function = pbkdf2
        passphrase = 70617373207068726173652033
        salt = d4f4f266c1af494910529295a69cc451
        digest = SHA-384
        rounds = 3
        value = 127fd194bd04dd40ca0b3c6ca8c36da868014c4fe44238fef6def7e7e004d3df0d258aa2e8daa757a87198d55220d188631c2cccbc5d94c1b185e818
          ab55329166320af2d09b6285b8e8af35a9ff2ff917256417fcf2aa5f5621bc60e187b5db30a7c59477555db636cbfc9c28c89bee4769edad93e4285ff9797d
          d46d8778b485558eb73912e6487b7f6ab4ba10b6fc4bdb44736e4c73

        id = pbkdf2/SHA-384/empty-passphrase
        function = pbkdf2
        passphrase =
        salt = 73616c7473616c74
        digest = SHA-384
        rounds = 10
        value = 0a0fcfb98cfcea026fd4205992d831e9fe775ce943242d78c8fd9e0976207422

        id = pbkdf2/SHA-384/long-passphrase
        function = pbkdf2
        passphrase = b45fab22a2b35f7dc7c04f6cecb04911d03f69881f2e8c2beb44cc886f20f689cdd162d4ec19d3ae387a6fb6a98dc1769159640f9d61475ea53
          34027ef7afa2deff31277da524d6385af509cf2dfa5f97e033037f20966b4ea442c96ba95605112a69a2400a190b999c256627bfd86edddc5e6e5d9e323814
          bfbb9ad346c1cf158ed526f582aea09d37880f260f50200f3c1b83aae4e4f3bd15c83c8d1e29b02fdee06619bc5636a3cc633205d37d189f2aab8747d3d04e
          f84fc7f5d0750f273dcfb9d14bf5158b1
        salt = b45fab22a2b35f7dc7c04f6cecb04911d03f69881f2e8c2beb44cc886f20f689cdd162d4ec19d3ae387a6fb6a98dc1769159640f9d61475ea5334027e
          f7afa2deff31277da524d6385af509cf2dfa5f97e033037f20966b4ea442c96ba95605112a69a2400a190b999c256627bfd86edddc5e6e5d9e323814bfbb9a
          d346c1cf158ed526f582aea09d37880f260f50200f3c1b83aae4e4f3bd15c83c8d1e29b02fdee06619bc5636a3cc633205d37d189f2aab8747d3d04ef84fc7
          f5d0750f273dcfb9d14bf5158b1
        digest = SHA-384
        rounds = 10
        value = bc1b64bf0af615e4292dd8916b53bc24be54aa86741a52cfdd2ed20b073ac350

        id = pbkdf2/SHA-512/1/1
        function = pbkdf2
        passphrase = 70617373207068726173652031
        salt = 8729d6b935645100ca639c70481c584b
        digest = SHA-512
        rounds = 1
        value = a0

        id = pbkdf2/SHA-512/2/64
        function = pbkdf2
        passphrase = 70617373207068726173652032
        salt = abf064fe8d0dc001096e92d1df4e5a99
        digest = SHA-512
        rounds = 2
        value = ba1d6beb0bfbc86afffd79158af5b13d3a2096e2c1029e156a8ee51b5695e8423ea4158bb9c67ceca6e69c78fb59b3108a46a29a49379faa69d52972
          f8de77c4

        id = pbkdf2/SHA-512/1000/65
        function = pbkdf2
        passphrase = 70617373207068726173652031303030
        salt = 7cb5eae4abf6551dc8dba99c1eb8e403
        digest = SHA-512
        rounds = 1000
        value = 3d758b7092255967ec1a5b350219df87c08788184c79b8154df24148e680000aa7b1e5a6e6e66ab190f73e7c6628f545d9d451e82717f010cbb33e73
          94891a5c93

        id = pbkdf2/SHA-512/3/199
        function = pbkdf2
        passphrase = 70617373207068726173652033
        salt = 25df304dda4f15e60f3e163bdf262611
        digest = SHA-512
        rounds = 3
        value = fabd53844d89863ed43b5ff4e82443572cb45ba4c5ee7bc833261a4fc184cc684a7f98780217aa134969757a5b3153125f53a2b463fa233a1c3562ab
          d4350036171761b670803798755d2eac9bd680af2c811d3613bda0233a0fc3d9754fb9286fe8027558706b7bdcd10af45b0b7fa5c1c0b48d3fbb5d0bcbcabe
          397c841faa87180d5e85ce0be37753a768f688a8957e663b06bb27323260154a7cc4a9dcf5b0087351b41d7ca448e697db9cbbd093ad24805faf20151134b5
          b67bf544d25c3f47ddc832c520

        id = pbkdf2/SHA-512/empty-passphrase
        function = pbkdf2
        passphrase =
        salt = 73616c7473616c74
        digest = SHA-512
        rounds = 10
        value = acdaedeb9ab746f4b3b8bf4883f5c1484969154cdf6ceb6b349010457cb26d77

        id = pbkdf2/SHA-512/long-passphrase
        function = pbkdf2
        passphrase = b45fab22a2b35f7dc7c04f6cecb04911d03f69881f2e8c2beb44cc886f20f689cdd162d4ec19d3ae387a6fb6a98dc1769159640f9d61475ea53
          34027ef7afa2deff31277da524d6385af509cf2dfa5f97e033037f20966b4ea442c96ba95605112a69a2400a190b999c256627bfd86edddc5e6e5d9e323814
          bfbb9ad346c1cf158ed526f582aea09d37880f260f50200f3c1b83aae4e4f3bd15c83c8d1e29b02fdee06619bc5636a3cc633205d37d189f2aab8747d3d04e
          f84fc7f5d0750f273dcfb9d14bf5158b1
        salt = b45fab22a2b35f7dc7c04f6cecb04911d03f69881f2e8c2beb44cc886f20f689cdd162d4ec19d3ae387a6fb6a98dc1769159640f9d61475ea5334027e
          f7afa2deff31277da524d6385af509cf2dfa5f97e033037f20966b4ea442c96ba95605112a69a2400a190b999c256627bfd86edddc5e6e5d9e323814bfbb9a
          d346c1cf158ed526f582aea09d37880f260f50200f3c1b83aae4e4f3bd15c83c8d1e29b02fdee06619bc5636a3cc633205d37d189f2aab8747d3d04ef84fc7
          f5d0750f273dcfb9d14bf5158b1
        digest = SHA-512
        rounds = 10
        value = 00de586af193cbe046a0ab255631e82e870468649d4a9f44b44082425639a433

        id = pbkdf2/passphrase-with-nul
        function = pbkdf2
        passphrase = 7061737300776f7264
        salt = 7361006c74
        digest = SHA-256
        rounds = 10
        value = 7c16b0fc3b03987409f15b3408a94f6e4b1173b8de67e9cd249d60bb8ff5eaae

        id = pbkdf2/passphrase-in-utf-8
        function = pbkdf2
        passphrase = 70c3a4737377c3b6726420f09f9491
        salt = 73616c7473616c74
        digest = SHA-256
        rounds = 10
        value = eb05325b0d581de43b96fddbceedea24dd50f7e3dbe154afb598987a1adfc5e4

        [section]
        source = computed by the definition in RFC 8018 §5.1 over Python's hashlib

        id = pbkdf1/MD5/1/1
        function = pbkdf1
        passphrase = 70617373207068726173652031
        salt = 4a5817c932f35a8f
        digest = MD5
        rounds = 1
        value = 61

        id = pbkdf1/MD5/1/8
        function = pbkdf1
        passphrase = 70617373207068726173652031
        salt = 4a5817c932f35a8f
        digest = MD5
        rounds = 1
        value = 61c7137f35869d06

        id = pbkdf1/MD5/1/16
        function = pbkdf1
        passphrase = 70617373207068726173652031
        salt = 4a5817c932f35a8f
        digest = MD5
        rounds = 1
        value = 61c7137f35869d06979f35fc43d46428

        id = pbkdf1/MD5/2/1
        function = pbkdf1
        passphrase = 70617373207068726173652032
        salt = 8107d46f732142d2
        digest = MD5
        rounds = 2
        value = 6a

        id = pbkdf1/MD5/2/8
        function = pbkdf1
        passphrase = 70617373207068726173652032
        salt = 8107d46f732142d2
        digest = MD5
        rounds = 2
        value = 6a2eef2715a9521c

        id = pbkdf1/MD5/2/16
        function = pbkdf1
        passphrase = 70617373207068726173652032
        salt = 8107d46f732142d2
        digest = MD5
        rounds = 2
        value = 6a2eef2715a9521c5622da032dd5d808

        id = pbkdf1/MD5/2048/1
        function = pbkdf1
        passphrase = 70617373207068726173652032303438
        salt = 75ed99681337b08e
        digest = MD5
        rounds = 2048
        value = a5

        id = pbkdf1/MD5/2048/8
        function = pbkdf1
        passphrase = 70617373207068726173652032303438
        salt = 75ed99681337b08e
        digest = MD5
        rounds = 2048
        value = a572609b15819ff0

        id = pbkdf1/MD5/2048/16
        function = pbkdf1
        passphrase = 70617373207068726173652032303438
        salt = 75ed99681337b08e
        digest = MD5
        rounds = 2048
        value = a572609b15819ff083fdf6ea67f99660

        id = pbkdf1/MD5/empty-passphrase
        function = pbkdf1
        passphrase =
        salt = 73616c7473616c74
        digest = MD5
        rounds = 10
        value = 4302bccdeca4c92bf74166b79781b5f7

        id = pbkdf1/MD5/passphrase-with-nul
        function = pbkdf1
        passphrase = 7061737300776f7264
        salt = 7361006c7473616c
        digest = MD5
        rounds = 10
        value = 01ac5143e4dee4e6832133893f4bd510

        id = pbkdf1/SHA-1/1/1
        function = pbkdf1
        passphrase = 70617373207068726173652031
        salt = f9396bd01c68d759
        digest = SHA-1
        rounds = 1
        value = 67

        id = pbkdf1/SHA-1/1/16
        function = pbkdf1
        passphrase = 70617373207068726173652031
        salt = f9396bd01c68d759
        digest = SHA-1
        rounds = 1
        value = 67e56ff11b7e5351b50c0863823f52a5

        id = pbkdf1/SHA-1/1/20
        function = pbkdf1
        passphrase = 70617373207068726173652031
        salt = f9396bd01c68d759
        digest = SHA-1
        rounds = 1
        value = 67e56ff11b7e5351b50c0863823f52a5e6194d72

        id = pbkdf1/SHA-1/2/1
        function = pbkdf1
        passphrase = 70617373207068726173652032
        salt = 6c2574ea8f59f061
        digest = SHA-1
        rounds = 2
        value = db

        id = pbkdf1/SHA-1/2/16
        function = pbkdf1
        passphrase = 70617373207068726173652032
        salt = 6c2574ea8f59f061
        digest = SHA-1
        rounds = 2
        value = db7cfd0ecb1659e8f9f2097d26c4b97b

        id = pbkdf1/SHA-1/2/20
        function = pbkdf1
        passphrase = 70617373207068726173652032
        salt = 6c2574ea8f59f061
        digest = SHA-1
        rounds = 2
        value = db7cfd0ecb1659e8f9f2097d26c4b97b02f30123

        id = pbkdf1/SHA-1/2048/1
        function = pbkdf1
        passphrase = 70617373207068726173652032303438
        salt = 90c1408524bdd85c
        digest = SHA-1
        rounds = 2048
        value = 29

        id = pbkdf1/SHA-1/2048/16
        function = pbkdf1
        passphrase = 70617373207068726173652032303438
        salt = 90c1408524bdd85c
        digest = SHA-1
        rounds = 2048
        value = 29633b89ea2fa8de7cfe67a7f6b99c4e

        id = pbkdf1/SHA-1/2048/20
        function = pbkdf1
        passphrase = 70617373207068726173652032303438
        salt = 90c1408524bdd85c
        digest = SHA-1
        rounds = 2048
        value = 29633b89ea2fa8de7cfe67a7f6b99c4e9188b631

        id = pbkdf1/SHA-1/empty-passphrase
        function = pbkdf1
        passphrase =
        salt = 73616c7473616c74
        digest = SHA-1
        rounds = 10
        value = 3d3a94d5715635ab9b3e0b35e3b4055c

        id = pbkdf1/SHA-1/passphrase-with-nul
        function = pbkdf1
        passphrase = 7061737300776f7264
        salt = 7361006c7473616c
        digest = SHA-1
        rounds = 10
        value = deb26690b15586dc3bb3523c2328a5bb

        [section]
        source = computed by the definition in RFC 7292 B.2 over Python's hashlib

        id = pkcs12/SHA-1/encryptionKey/1/24
        function = pkcs12
        passphrase = 00700061007300730020007000680072006100730065002000310000
        salt = 37fa3bb98e47851c
        digest = SHA-1
        rounds = 1
        purpose = encryptionKey
        value = c2ac3dac1417f0d56d79b819dcba2976ff120b96ab24ed8b

        id = pkcs12/SHA-1/encryptionKey/2048/24
        function = pkcs12
        passphrase = 00700061007300730020007000680072006100730065002000320030003400380000
        salt = 24804c72ada42d1e
        digest = SHA-1
        rounds = 2048
        purpose = encryptionKey
        value = f38887ed7b5592fc9d45d6702e929aba89df1ca1936d1142

        id = pkcs12/SHA-1/encryptionKey/3/45
        function = pkcs12
        passphrase = 00700061007300730020007000680072006100730065002000330000
        salt = b64b221695a25eca
        digest = SHA-1
        rounds = 3
        purpose = encryptionKey
        value = 57a5ca3b6fa500f527db114a499a86a03c93d5d7e1c384c6a3cbfd315a890feb29fae8c0bd5cbf47f459a7005c

        id = pkcs12/SHA-1/initializationVector/2048/8
        function = pkcs12
        passphrase = 00700061007300730020007000680072006100730065002000320030003400380000
        salt = 24804c72ada42d1e
        digest = SHA-1
        rounds = 2048
        purpose = initializationVector
        value = a6e6a2bc5290fe68

        id = pkcs12/SHA-1/initializationVector/1/20
        function = pkcs12
        passphrase = 00700061007300730020007000680072006100730065002000310000
        salt = 37fa3bb98e47851c
        digest = SHA-1
        rounds = 1
        purpose = initializationVector
        value = 01ffa7bba29f0cb4d961d95f5a0d88320f8e1164

        id = pkcs12/SHA-1/macKey/2048/20
        function = pkcs12
        passphrase = 00700061007300730020007000680072006100730065002000320030003400380000
        salt = 24804c72ada42d1e
        digest = SHA-1
        rounds = 2048
        purpose = macKey
        value = 422924241d08d61510be2f428788ed04e916b85d

        id = pkcs12/SHA-1/empty-passphrase
        function = pkcs12
        passphrase = 0000
        salt = 73616c7473616c74
        digest = SHA-1
        rounds = 10
        purpose = encryptionKey
        value = 18a80591ecd46334bad0610a84c5e2a95a5922462fab665aebc10be13b29523181dcf7585c309ee2

        id = pkcs12/SHA-1/long
        function = pkcs12
        passphrase = 006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e006
          70020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e006700200
          06c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006
          f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e0
          0670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e0067002
          0006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c0
          06f006e00670020006c006f006e00670020006c006f006e006700200000
        salt = b45fab22a2b35f7dc7c04f6cecb04911d03f69881f2e8c2beb44cc886f20f689cdd162d4ec19d3ae387a6fb6a98dc1769159640f9d61475ea5334027e
          f7afa2deff31277da524d6385af509cf2dfa5f97e033037f20966b4ea442c96ba95605112a69a2400a190b999c256627bfd86edddc5e6e5d9e323814bfbb9a
          d346c1cf158ed526f582aea09d37880f260f50200f3c1b83aae4e4f3bd15c83c8d1e29b02fdee06619bc5636a3cc633205d37d189f2aab8747d3d04ef84fc7
          f5d0750f273dcfb9d14bf5158b1
        digest = SHA-1
        rounds = 10
        purpose = encryptionKey
        value = 00d6a0a0c1f493aab8e7adbb88ffa09265be2c6c5c99a47ab49d515a9e00847e4d65ce7241696e92

        id = pkcs12/SHA-1/not-ascii
        function = pkcs12
        passphrase = 007000e400730073007700f6007200640020d83ddd110000
        salt = 65c7df7043958a926270dca4bf17f29c8ecb6e2a
        digest = SHA-1
        rounds = 10
        purpose = encryptionKey
        value = 2f1252a3ac6b01794c16784ad28f95451b7ec72416251e870def01d0980a0e6c17637622d3a2a161

        id = pkcs12/SHA-256/encryptionKey/1/24
        function = pkcs12
        passphrase = 00700061007300730020007000680072006100730065002000310000
        salt = 5869621ef5cbc115
        digest = SHA-256
        rounds = 1
        purpose = encryptionKey
        value = 0e69908dd3c8491cf03c5f3c31b35a93e128367d286f484b

        id = pkcs12/SHA-256/encryptionKey/2048/24
        function = pkcs12
        passphrase = 00700061007300730020007000680072006100730065002000320030003400380000
        salt = be108bf59b7e5d41
        digest = SHA-256
        rounds = 2048
        purpose = encryptionKey
        value = 7f529eb1c75859711cbe414e25a8dd5bfdb7ddb6dd94cf6d

        id = pkcs12/SHA-256/encryptionKey/3/69
        function = pkcs12
        passphrase = 00700061007300730020007000680072006100730065002000330000
        salt = 68b7cbb98ec68c8e
        digest = SHA-256
        rounds = 3
        purpose = encryptionKey
        value = 120017dc40902ed39d6326e9afeac70f94b12e79bb0cb153f7fd731b7781b1236d8ed7000a91e272517ab3462f7a3a39f751f6eda0c3e00b65f47cf6
          b543667d54c061630e

        id = pkcs12/SHA-256/initializationVector/2048/8
        function = pkcs12
        passphrase = 00700061007300730020007000680072006100730065002000320030003400380000
        salt = be108bf59b7e5d41
        digest = SHA-256
        rounds = 2048
        purpose = initializationVector
        value = f737c806416fb28e

        id = pkcs12/SHA-256/initializationVector/1/32
        function = pkcs12
        passphrase = 00700061007300730020007000680072006100730065002000310000
        salt = 5869621ef5cbc115
        digest = SHA-256
        rounds = 1
        purpose = initializationVector
        value = d0e8895da8291e9e618fcddefead6c2a666f13f11d6086ed5cbfa6728169f66c

        id = pkcs12/SHA-256/macKey/2048/32
        function = pkcs12
        passphrase = 00700061007300730020007000680072006100730065002000320030003400380000
        salt = be108bf59b7e5d41
        digest = SHA-256
        rounds = 2048
        purpose = macKey
        value = c5267a144bd2b71b9d874269442d2ef7b3bf8adc4fdd21f542fd1bcd8414ba40

        id = pkcs12/SHA-256/empty-passphrase
        function = pkcs12
        passphrase = 0000
        salt = 73616c7473616c74
        digest = SHA-256
        rounds = 10
        purpose = encryptionKey
        value = 223e4aab2e738264977fc245b115cf8c189bc99027a9a96165bd700675dbf8f9867a819d632abb1a

        id = pkcs12/SHA-256/long
        function = pkcs12
        passphrase = 006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e006
          70020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e006700200
          06c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006
          f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e0
          0670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e0067002
          0006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c0
          06f006e00670020006c006f006e00670020006c006f006e006700200000
        salt = b45fab22a2b35f7dc7c04f6cecb04911d03f69881f2e8c2beb44cc886f20f689cdd162d4ec19d3ae387a6fb6a98dc1769159640f9d61475ea5334027e
          f7afa2deff31277da524d6385af509cf2dfa5f97e033037f20966b4ea442c96ba95605112a69a2400a190b999c256627bfd86edddc5e6e5d9e323814bfbb9a
          d346c1cf158ed526f582aea09d37880f260f50200f3c1b83aae4e4f3bd15c83c8d1e29b02fdee06619bc5636a3cc633205d37d189f2aab8747d3d04ef84fc7
          f5d0750f273dcfb9d14bf5158b1
        digest = SHA-256
        rounds = 10
        purpose = encryptionKey
        value = 095b16f8094a4b4158b63d10bfe6f38aa59854e8c211a0715006b660074d6d3fddc1e294c0efbe6c

        id = pkcs12/SHA-256/not-ascii
        function = pkcs12
        passphrase = 007000e400730073007700f6007200640020d83ddd110000
        salt = 65c7df7043958a926270dca4bf17f29c8ecb6e2a
        digest = SHA-256
        rounds = 10
        purpose = encryptionKey
        value = 639357f8e02a4901f558d82f92a05be0902f45ce861a69dc39ee47c3bb71c05fd260591e8c463c32

        id = pkcs12/SHA-384/encryptionKey/1/24
        function = pkcs12
        passphrase = 00700061007300730020007000680072006100730065002000310000
        salt = d1368c787c872f83
        digest = SHA-384
        rounds = 1
        purpose = encryptionKey
        value = fa2f8d2a5b0d60fb30a121b278a31e61a96e04e13d30ec6b

        id = pkcs12/SHA-384/encryptionKey/2048/24
        function = pkcs12
        passphrase = 00700061007300730020007000680072006100730065002000320030003400380000
        salt = f904c44cf7c69268
        digest = SHA-384
        rounds = 2048
        purpose = encryptionKey
        value = e736dcc2f63e12f78aac51abdaf79ac97f58604a35b41b20

        id = pkcs12/SHA-384/encryptionKey/3/101
        function = pkcs12
        passphrase = 00700061007300730020007000680072006100730065002000330000
        salt = 3ccaf33260a75679
        digest = SHA-384
        rounds = 3
        purpose = encryptionKey
        value = 959ebc8a0c7f2f1ae9ee1d50081f75901ae521babf956b065997a728f668ffe4b611122a62cab46a5b746e9719034a38c8001af04440c7f13e52504d
          f6424f6c12a12c485b0dbb55575cdcf368ccb6e7169922cd2a94d5afb88264f80495a22dd6dc00e96b

        id = pkcs12/SHA-384/initializationVector/2048/8
        function = pkcs12
        passphrase = 00700061007300730020007000680072006100730065002000320030003400380000
        salt = f904c44cf7c69268
        digest = SHA-384
        rounds = 2048
        purpose = initializationVector
        value = d4a0a862a00c2a51

        id = pkcs12/SHA-384/initializationVector/1/48
        function = pkcs12
        passphrase = 00700061007300730020007000680072006100730065002000310000
        salt = d1368c787c872f83
        digest = SHA-384
        rounds = 1
        purpose = initializationVector
        value = c51d4bf12dc590032cc457664706b6182457c9d5d61e56cbb84aa0d7f3104e3735aa224bf7e580fd6e50a1d5ae836f03

        id = pkcs12/SHA-384/macKey/2048/48
        function = pkcs12
        passphrase = 00700061007300730020007000680072006100730065002000320030003400380000
        salt = f904c44cf7c69268
        digest = SHA-384
        rounds = 2048
        purpose = macKey
        value = df763bca7a84a4d8f68f3c83e8b9ca8ad883a6c029f831aaccea482515f41d80ebda3241de72de2de53b8a1d4509c24c

        id = pkcs12/SHA-384/empty-passphrase
        function = pkcs12
        passphrase = 0000
        salt = 73616c7473616c74
        digest = SHA-384
        rounds = 10
        purpose = encryptionKey
        value = 0b47ad0710e3c90b9a5cf3a65c4e20203b55dd9251c7464074e3339edfb5441e7f0b24909371ef0c

        id = pkcs12/SHA-384/long
        function = pkcs12
        passphrase = 006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e006
          70020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e006700200
          06c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006
          f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e0
          0670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e0067002
          0006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c0
          06f006e00670020006c006f006e00670020006c006f006e006700200000
        salt = b45fab22a2b35f7dc7c04f6cecb04911d03f69881f2e8c2beb44cc886f20f689cdd162d4ec19d3ae387a6fb6a98dc1769159640f9d61475ea5334027e
          f7afa2deff31277da524d6385af509cf2dfa5f97e033037f20966b4ea442c96ba95605112a69a2400a190b999c256627bfd86edddc5e6e5d9e323814bfbb9a
          d346c1cf158ed526f582aea09d37880f260f50200f3c1b83aae4e4f3bd15c83c8d1e29b02fdee06619bc5636a3cc633205d37d189f2aab8747d3d04ef84fc7
          f5d0750f273dcfb9d14bf5158b1
        digest = SHA-384
        rounds = 10
        purpose = encryptionKey
        value = 0be3411e18e6428ac9b3b4b46df80767bf383a822413144267a3a8af175b326ed5c30653b920fba7

        id = pkcs12/SHA-384/not-ascii
        function = pkcs12
        passphrase = 007000e400730073007700f6007200640020d83ddd110000
        salt = 65c7df7043958a926270dca4bf17f29c8ecb6e2a
        digest = SHA-384
        rounds = 10
        purpose = encryptionKey
        value = 034d2d546e6e1ae2b5045975cdba26a1aa7735d68def0602f7773968ce5dcada5ecc2084b846a9b4

        id = pkcs12/SHA-512/encryptionKey/1/24
        function = pkcs12
        passphrase = 00700061007300730020007000680072006100730065002000310000
        salt = 32032db377bd37d9
        digest = SHA-512
        rounds = 1
        purpose = encryptionKey
        value = 6b91555f86173e136e0a6a8f80aa0e29b482bfe8999345fd

        id = pkcs12/SHA-512/encryptionKey/2048/24
        function = pkcs12
        passphrase = 00700061007300730020007000680072006100730065002000320030003400380000
        salt = 2000d0978418291d
        digest = SHA-512
        rounds = 2048
        purpose = encryptionKey
        value = 2ec5fd708791a35d6e0cffe574924ef4feb64b0f5ffa3f97

        id = pkcs12/SHA-512/encryptionKey/3/133
        function = pkcs12
        passphrase = 00700061007300730020007000680072006100730065002000330000
        salt = 93e6e36f88922bf6
        digest = SHA-512
        rounds = 3
        purpose = encryptionKey
        value = 728e591e3225563e53a49e6bc60cf38bf0cacede77db878bf3a1c2511bf0e5b0e7df7620782a3453b4ff0cf6ecd3ddab1bbaf1954de8ca0fb6936504
          6b835a8bf94e674805631f32491abce398a072cda32f336e20fe043a4691ba2f8d12c942241739a554e6a93a6769614ab02cbf6d989813b2640d2d66e854cf
          a3028851fc6dbbce7627

        id = pkcs12/SHA-512/initializationVector/2048/8
        function = pkcs12
        passphrase = 00700061007300730020007000680072006100730065002000320030003400380000
        salt = 2000d0978418291d
        digest = SHA-512
        rounds = 2048
        purpose = initializationVector
        value = 1d0aa0c1964aa499

        id = pkcs12/SHA-512/initializationVector/1/64
        function = pkcs12
        passphrase = 00700061007300730020007000680072006100730065002000310000
        salt = 32032db377bd37d9
        digest = SHA-512
        rounds = 1
        purpose = initializationVector
        value = 6385c8b93ed1a64439f6b68d1090bcb8fe1e9d95c48c49fbb61ec7446cea14b33a10e3830c1cba9bbfaa1a8e23650b111faed07d75a794aff9b07041
          e4dc9e7d

        id = pkcs12/SHA-512/macKey/2048/64
        function = pkcs12
        passphrase = 00700061007300730020007000680072006100730065002000320030003400380000
        salt = 2000d0978418291d
        digest = SHA-512
        rounds = 2048
        purpose = macKey
        value = 2ffa68298640580ea5b1b61d7f00167f12dfa3a41f64894038c4c30eccdc3870b1c3993d83475e42fa8393e1ebe64455f98cdd76c52c54f626ab1e31
          cd4a915c

        id = pkcs12/SHA-512/empty-passphrase
        function = pkcs12
        passphrase = 0000
        salt = 73616c7473616c74
        digest = SHA-512
        rounds = 10
        purpose = encryptionKey
        value = 3629e8f39738c4beccf719df1fa6d8ae55c09a713cd19e5141883e655497f1a437fa0a89417fcdb7

        id = pkcs12/SHA-512/long
        function = pkcs12
        passphrase = 006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e006
          70020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e006700200
          06c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006
          f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e0
          0670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e0067002
          0006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c0
          06f006e00670020006c006f006e00670020006c006f006e006700200000
        salt = b45fab22a2b35f7dc7c04f6cecb04911d03f69881f2e8c2beb44cc886f20f689cdd162d4ec19d3ae387a6fb6a98dc1769159640f9d61475ea5334027e
          f7afa2deff31277da524d6385af509cf2dfa5f97e033037f20966b4ea442c96ba95605112a69a2400a190b999c256627bfd86edddc5e6e5d9e323814bfbb9a
          d346c1cf158ed526f582aea09d37880f260f50200f3c1b83aae4e4f3bd15c83c8d1e29b02fdee06619bc5636a3cc633205d37d189f2aab8747d3d04ef84fc7
          f5d0750f273dcfb9d14bf5158b1
        digest = SHA-512
        rounds = 10
        purpose = encryptionKey
        value = ee6dbbf9063e227820a8e22c185fc3397b3caccf1e611ed9f07f543d5c1acf2aaaa11929f69bd09f

        id = pkcs12/SHA-512/not-ascii
        function = pkcs12
        passphrase = 007000e400730073007700f6007200640020d83ddd110000
        salt = 65c7df7043958a926270dca4bf17f29c8ecb6e2a
        digest = SHA-512
        rounds = 10
        purpose = encryptionKey
        value = 42517990fcd6445963e7a09d604d603d3f71c78cf45fbec872ebd74015726a2b181c26d2d4f4fe1c

        id = pkcs12/MD5/encryptionKey/1/24
        function = pkcs12
        passphrase = 00700061007300730020007000680072006100730065002000310000
        salt = 9b202006719e7cb5
        digest = MD5
        rounds = 1
        purpose = encryptionKey
        value = bbebc07771a46e651e7b13ee74526d3b43cbdf4431b9604c

        id = pkcs12/MD5/encryptionKey/2048/24
        function = pkcs12
        passphrase = 00700061007300730020007000680072006100730065002000320030003400380000
        salt = c67b0897900145f8
        digest = MD5
        rounds = 2048
        purpose = encryptionKey
        value = 9eaf0403d9e99a68c8b8a1e1232db712ccdbc6013e170433

        id = pkcs12/MD5/encryptionKey/3/37
        function = pkcs12
        passphrase = 00700061007300730020007000680072006100730065002000330000
        salt = 3102acaf00092afe
        digest = MD5
        rounds = 3
        purpose = encryptionKey
        value = d571425565766789f609d18e6d907dbb5ee81ca1a218bd85bf763006f45ddad1a7bbbf0b6d

        id = pkcs12/MD5/initializationVector/2048/8
        function = pkcs12
        passphrase = 00700061007300730020007000680072006100730065002000320030003400380000
        salt = c67b0897900145f8
        digest = MD5
        rounds = 2048
        purpose = initializationVector
        value = 51eaa0ed62a86f44

        id = pkcs12/MD5/initializationVector/1/16
        function = pkcs12
        passphrase = 00700061007300730020007000680072006100730065002000310000
        salt = 9b202006719e7cb5
        digest = MD5
        rounds = 1
        purpose = initializationVector
        value = 95e4ef4f971cdc21595f15e45849fdc3

        id = pkcs12/MD5/macKey/2048/16
        function = pkcs12
        passphrase = 00700061007300730020007000680072006100730065002000320030003400380000
        salt = c67b0897900145f8
        digest = MD5
        rounds = 2048
        purpose = macKey
        value = 24e530e6b7528528b9e253f7b2b4876c

        id = pkcs12/MD5/empty-passphrase
        function = pkcs12
        passphrase = 0000
        salt = 73616c7473616c74
        digest = MD5
        rounds = 10
        purpose = encryptionKey
        value = b7bb43a5d3f9bd608becae746ff1c93707a97a070f9938473b8a85fb55155dacb0962449333b80f0

        id = pkcs12/MD5/long
        function = pkcs12
        passphrase = 006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e006
          70020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e006700200
          06c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006
          f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e0
          0670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e0067002
          0006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c006f006e00670020006c0
          06f006e00670020006c006f006e00670020006c006f006e006700200000
        salt = b45fab22a2b35f7dc7c04f6cecb04911d03f69881f2e8c2beb44cc886f20f689cdd162d4ec19d3ae387a6fb6a98dc1769159640f9d61475ea5334027e
          f7afa2deff31277da524d6385af509cf2dfa5f97e033037f20966b4ea442c96ba95605112a69a2400a190b999c256627bfd86edddc5e6e5d9e323814bfbb9a
          d346c1cf158ed526f582aea09d37880f260f50200f3c1b83aae4e4f3bd15c83c8d1e29b02fdee06619bc5636a3cc633205d37d189f2aab8747d3d04ef84fc7
          f5d0750f273dcfb9d14bf5158b1
        digest = MD5
        rounds = 10
        purpose = encryptionKey
        value = fed1587cbb3b7b5ece07851a5a2e8341150f1aaf9cf90ae841d477eae7b84621bb458105df4e97cb

        id = pkcs12/MD5/not-ascii
        function = pkcs12
        passphrase = 007000e400730073007700f6007200640020d83ddd110000
        salt = 65c7df7043958a926270dca4bf17f29c8ecb6e2a
        digest = MD5
        rounds = 10
        purpose = encryptionKey
        value = 2520add8726de7868f0f369e14e93142e947213a42e1e0a1a25a495a89d99a044b4d78b9894ba9ca

        [section]
        source = RFC 7914 §12

        id = scrypt/rfc-7914/0
        function = scrypt
        passphrase =
        salt =
        cost = 16
        block-size = 1
        parallelization = 1
        value = 77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c
          38d18906

        id = scrypt/rfc-7914/1
        function = scrypt
        passphrase = 70617373776f7264
        salt = 4e61436c
        cost = 1024
        block-size = 8
        parallelization = 16
        value = fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdf
          a2cc0640

        id = scrypt/rfc-7914/2
        function = scrypt
        passphrase = 706c656173656c65746d65696e
        salt = 536f6469756d43686c6f72696465
        cost = 16384
        block-size = 8
        parallelization = 1
        value = 7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b
          45575887

        id = scrypt/rfc-7914/3
        function = scrypt
        passphrase = 706c656173656c65746d65696e
        salt = 536f6469756d43686c6f72696465
        cost = 1048576
        block-size = 8
        parallelization = 1
        slow = yes
        value = 2101cb9b6a511aaeaddbbe09cf70f881ec568d574a2ffd4dabe5ee9820adaa478e56fd8f4ba5d09ffa1c6d927c40f4c337304049e8a952fbcbf45c6f
          a77a41a4

        [section]
        source = computed with Python's hashlib.scrypt

        id = scrypt/N=2/r=8/p=1/32
        function = scrypt
        passphrase = 7061737320706872617365
        salt = 2dddb0c68bba332503c3e388aed8c9c3
        cost = 2
        block-size = 8
        parallelization = 1
        value = e3ce595a6781f6e1f646b4f4e11670a1f722040062f279350832b949246b0bf9

        id = scrypt/N=1024/r=8/p=1/33
        function = scrypt
        passphrase = 7061737320706872617365
        salt = 2dddb0c68bba332503c3e388aed8c9c3
        cost = 1024
        block-size = 8
        parallelization = 1
        value = 9c0f7f313370a629ed70cc86a826e3e6bd314139de9974fb8cb476451beff7b973

        id = scrypt/N=1024/r=8/p=1/empty
        function = scrypt
        passphrase =
        salt = 2dddb0c68bba332503c3e388aed8c9c3
        cost = 1024
        block-size = 8
        parallelization = 1
        value = 19605c43002cf1725600ecaafd34480d73c939df160ad9e6297b64a5c7c86362

        id = scrypt/N=1024/r=4/p=2/64
        function = scrypt
        passphrase = 7061737320706872617365
        salt = 2dddb0c68bba332503c3e388aed8c9c3
        cost = 1024
        block-size = 4
        parallelization = 2
        value = 759f48a20e783e01ba42847baca8da22a8b22bfb22f7e2b83c72b7902da3a776146ff68737e7c350820e317e005e5557676519ba099c32a41a8969ec
          4be472a1

        id = scrypt/N=16384/r=8/p=1/48
        function = scrypt
        passphrase = 7061737320706872617365
        salt = 2dddb0c68bba332503c3e388aed8c9c3
        cost = 16384
        block-size = 8
        parallelization = 1
        value = f758ef3b2333010a54955d4a22678dbdfa6ff6606f5fea39b945efdb7afb2c2eb8e3de99a6f1c48016a3ac3d2b3ae101

        [section]
        source = OpenSSL's evpkdf_argon2.txt and the argon2 program, in cryptography-vectors argon2d.txt
        variant = Argon2d

        id = argon2/argon2d.txt:17
        function = argon2
        passphrase = 70617373776f7264
        salt = 7079636173616c74
        memory = 131072
        passes = 1
        parallelism = 2
        value = 8868f5fe0f9c138ef691cd74243cbc7eec42ad4e5a69416cbb744c0d6b751971e22107143986dbb747899451a5f99d4a8eeb102d5852847f473c22e5
          5a040fe7

        id = argon2/argon2d.txt:27
        function = argon2
        passphrase = 70617373776f7264
        salt = 7079636173616c74
        memory = 50
        passes = 4
        parallelism = 4
        value = 29fec2f9cecd8716

        id = argon2/argon2d.txt:37
        function = argon2
        passphrase = 70617373776f7264
        salt = 7079636173616c74
        memory = 8
        passes = 1
        parallelism = 1
        value = a60137a5

        [section]
        source = computed with argon2-cffi, the reference implementation
        variant = Argon2d

        id = argon2/argon2d/m=8192/t=13/p=1
        function = argon2
        passphrase = 7061737320706872617365
        salt = de797a2632bc5c14961c6fe4d38f0164
        memory = 8192
        passes = 13
        parallelism = 1
        value = cbb35a96dd226072f8c23916deafcb81aaa145d611546ea37071cddd35de870d97f8048936dcb3cd38793bde2be0fae616cad777edacb46150a448b8
          66430cdc30a7dc7e7081d4a2d67979a379ae2518

        id = argon2/argon2d/m=64/t=2/p=1/empty
        function = argon2
        passphrase =
        salt = de797a2632bc5c14961c6fe4d38f0164
        memory = 64
        passes = 2
        parallelism = 1
        value = 65d74b36190576b5efe3f863bf8dcdb44ada8d9b0da4c49db80d996a7d337bb8

        id = argon2/argon2d/m=1024/t=1/p=4
        function = argon2
        passphrase = 7061737320706872617365
        salt = de797a2632bc5c14961c6fe4d38f0164
        memory = 1024
        passes = 1
        parallelism = 4
        value = c6dbcae6e27207e3b65503e847605fb7d3b59587524915b43210e759c980f070

        [section]
        source = OpenSSL's evpkdf_argon2.txt and the argon2 program, in cryptography-vectors argon2i.txt
        variant = Argon2i

        id = argon2/argon2i.txt:16
        function = argon2
        passphrase = 0101010101010101010101010101010101010101010101010101010101010101
        salt = 02020202020202020202020202020202
        memory = 32
        passes = 3
        parallelism = 4
        value = a9a7510e6db4d588ba3414cd0e094d480d683f97b9ccb612a544fe8ef65ba8e0

        id = argon2/argon2i.txt:26
        function = argon2
        passphrase = 70617373776f7264
        salt = 7079636173616c74
        memory = 131072
        passes = 1
        parallelism = 2
        value = 677c326cbd6d3697a1a1433750418795c20414048ff473fa53c0f594b8998f8b58fe36f0eb7b88ee8d9ff5246b9457f02d96dd38c8e062063faf795f
          877977c5

        id = argon2/argon2i.txt:36
        function = argon2
        passphrase = 70617373776f7264
        salt = 7079636173616c74
        memory = 50
        passes = 4
        parallelism = 4
        value = 87a30dd30bb00555

        id = argon2/argon2i.txt:46
        function = argon2
        passphrase = 70617373776f7264
        salt = 7079636173616c74
        memory = 8
        passes = 1
        parallelism = 1
        value = 040180d6

        [section]
        source = computed with argon2-cffi, the reference implementation
        variant = Argon2i

        id = argon2/argon2i/m=8192/t=13/p=1
        function = argon2
        passphrase = 7061737320706872617365
        salt = ebd55ca8b2332042095bd51315ac2225
        memory = 8192
        passes = 13
        parallelism = 1
        value = 7e09b4de2c0263bdcec9b0876826dd7dc92e15fc19871491cff5131c085c2dbddea594ddc40dd01872e46373d73fcc9b81efd85dabc226fcd0a29438
          a284267c4c543bdf2d041afd091163c58f725f5f

        id = argon2/argon2i/m=64/t=2/p=1/empty
        function = argon2
        passphrase =
        salt = ebd55ca8b2332042095bd51315ac2225
        memory = 64
        passes = 2
        parallelism = 1
        value = f78a286f35eae4324b48444c751c22e5896406fe715b9e8881e2ce7c160b1135

        id = argon2/argon2i/m=1024/t=1/p=4
        function = argon2
        passphrase = 7061737320706872617365
        salt = ebd55ca8b2332042095bd51315ac2225
        memory = 1024
        passes = 1
        parallelism = 4
        value = b5a1df53a57625efbe276dac349ffb4f65273f8391a0067c1629d4007bcea5ac

        [section]
        source = OpenSSL's evpkdf_argon2.txt and the argon2 program, in cryptography-vectors argon2id.txt
        variant = Argon2id

        id = argon2/argon2id.txt:16
        function = argon2
        passphrase =
        salt = 02020202020202020202020202020202
        memory = 32
        passes = 3
        parallelism = 4
        value = 0a34f1abde67086c82e785eaf17c68382259a264f4e61b91cd2763cb75ac189a

        id = argon2/argon2id.txt:25
        function = argon2
        passphrase = 0101010101010101010101010101010101010101010101010101010101010101
        salt = 02020202020202020202020202020202
        memory = 32
        passes = 3
        parallelism = 4
        value = 03aab965c12001c9d7d0d2de33192c0494b684bb148196d73c1df1acaf6d0c2e

        id = argon2/argon2id.txt:35
        function = argon2
        passphrase = 70617373776f7264
        salt = 7079636173616c74
        memory = 131072
        passes = 1
        parallelism = 2
        value = e9e42714a15947f6ce1fdabbb667dfc9fd1af7c473f021cc3402506bfa7750533f33aa44e3aebcf336680f4a2bdc371758574ad48470f05a9ee2ffd7
          0c150b4c

        id = argon2/argon2id.txt:45
        function = argon2
        passphrase = 70617373776f7264
        salt = 7079636173616c74
        memory = 50
        passes = 4
        parallelism = 4
        value = e469b777841e543f

        id = argon2/argon2id.txt:55
        function = argon2
        passphrase = 70617373776f7264
        salt = 7079636173616c74
        memory = 8
        passes = 1
        parallelism = 1
        value = 009c7809

        [section]
        source = computed with argon2-cffi, the reference implementation
        variant = Argon2id

        id = argon2/argon2id/m=8192/t=13/p=1
        function = argon2
        passphrase = 7061737320706872617365
        salt = 0a44bfba3d506cc3538718d4d2e435c6
        memory = 8192
        passes = 13
        parallelism = 1
        value = 18782f47908cb2ad76e6aa432b9f85aec4913a97a51b7108c28a8db888437fbc052790cf06a79ae6df09bce2b4a6ea08ec6845bf84b2990864fd805e
          9247930a313ce09ae68460ad81b47b1cf9a34d5a

        id = argon2/argon2id/m=64/t=2/p=1/empty
        function = argon2
        passphrase =
        salt = 0a44bfba3d506cc3538718d4d2e435c6
        memory = 64
        passes = 2
        parallelism = 1
        value = 57f741b695950a933880587414a756f429a57fb6bc9e4e018f2a2f4709132c7b

        id = argon2/argon2id/m=1024/t=1/p=4
        function = argon2
        passphrase = 7061737320706872617365
        salt = 0a44bfba3d506cc3538718d4d2e435c6
        memory = 1024
        passes = 1
        parallelism = 4
        value = e2e111ad8098e4e627b3ae4243a6b420171ee50b478623679f47e381964810c6
        """
}
