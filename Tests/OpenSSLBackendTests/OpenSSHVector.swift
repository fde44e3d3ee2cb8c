/// The private section of a file that `ssh-keygen -t ed25519 -Z chacha20-poly1305@openssh.com -a 2 -N "pass phrase" -C "a comment"`
/// (OpenSSH 9.2) wrote, and the key that bcrypt_pbkdf makes of the passphrase and the file's salt.
enum OpenSSHVector {
    static let key = """
        d68ffc2922e59752c5e81ef73b394ae61cdd572b1c7698b8fa34e758ea6a852310546ec28ce9ea4692a1515b2500484a1471de1bcf5868f74ead365a\
        959919d0
        """

    /// The encrypted section and the tag that follows it.
    static let sealed = """
        8073c64be73de11bb8ca2ec94a2c44e58215e0753b7e14b63f6716b383adb71e278843ad8009f750eab3d15a603609d837a927d02e773566ae68d350\
        865f5ad2eeffe7d9e801d4c90c46f805fd50330f36ab3e3fd74389cf327a220862386bede29d7cd0e212fc8e1fe25945e7f6f4df7f3fbdb95be599db\
        5870850e02eb4aed126580f67f8d0d0a157bbc741e5a203a5836d8a339f789cb8c8ded9cd865686d
        """
}
