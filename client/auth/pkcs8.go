package auth

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/pbkdf2"
	"crypto/sha1" // #nosec G505 -- for deriving a key from a password, as the file says
	"crypto/sha256"
	"crypto/sha512"
	"crypto/x509/pkix"
	"encoding/asn1"
	"hash"
)

// The parts of an encrypted key; see RFC 5958 and RFC 8018, section 6.2.
type (
	encryptedKey struct {
		Algorithm pkix.AlgorithmIdentifier
		Data      []byte
	}
	schemes struct {
		Derivation pkix.AlgorithmIdentifier
		Cipher     pkix.AlgorithmIdentifier
	}
	derivation struct {
		Salt   []byte
		Rounds int
		Length int                      `asn1:"optional"`
		Hash   pkix.AlgorithmIdentifier `asn1:"optional"`
	}
)

// openKey decrypts a key in the form that openssl writes by default: PBES2 with PBKDF2
// and AES in CBC mode.
func openKey(sealed []byte, password string) ([]byte, error) {
	var key encryptedKey
	var by schemes
	var from derivation
	var iv []byte
	const pbes2, pbkdf = "1.2.840.113549.1.5.13", "1.2.840.113549.1.5.12"
	switch {
	case !parse(sealed, &key), key.Algorithm.Algorithm.String() != pbes2,
		!parse(key.Algorithm.Parameters.FullBytes, &by), by.Derivation.Algorithm.String() != pbkdf,
		!parse(by.Derivation.Parameters.FullBytes, &from), !parse(by.Cipher.Parameters.FullBytes, &iv):
		return nil, otherEncryption()
	}
	size, known := aesKeySize(by.Cipher.Algorithm.String())
	sum := hashOf(from.Hash.Algorithm.String())
	const mostRounds = 10_000_000 // some seconds
	if !known || sum == nil || len(iv) != aes.BlockSize || from.Rounds < 1 || from.Rounds > mostRounds {
		return nil, otherEncryption()
	}
	secretKey, err := pbkdf2.Key(sum, password, from.Salt, from.Rounds, size)
	if err != nil {
		return nil, otherEncryption()
	}
	block, err := aes.NewCipher(secretKey)
	if err != nil || len(key.Data) == 0 || len(key.Data)%aes.BlockSize != 0 {
		return nil, otherEncryption()
	}
	plain := make([]byte, len(key.Data))
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(plain, key.Data)
	padding := int(plain[len(plain)-1])
	if padding < 1 || padding > aes.BlockSize {
		return nil, wrongPassword()
	}
	return plain[:len(plain)-padding], nil
}

func parse(der []byte, into any) bool {
	rest, err := asn1.Unmarshal(der, into)
	return err == nil && len(rest) == 0
}

func aesKeySize(oid string) (size int, known bool) {
	switch oid {
	case "2.16.840.1.101.3.4.1.2":
		return 16, true
	case "2.16.840.1.101.3.4.1.22":
		return 24, true
	case "2.16.840.1.101.3.4.1.42":
		return 32, true
	}
	return 0, false
}

// hashOf is the hash that a key is derived with; SHA-1 where none is named.
func hashOf(oid string) func() hash.Hash {
	switch oid {
	case "", "1.2.840.113549.2.7":
		return sha1.New
	case "1.2.840.113549.2.9":
		return sha256.New
	case "1.2.840.113549.2.10":
		return sha512.New384
	case "1.2.840.113549.2.11":
		return sha512.New
	}
	return nil
}

func otherEncryption() error {
	return &certificateError{
		problem: "its key is encrypted in a way that is not known here",
		hint:    "encrypt it anew: openssl pkcs8 -topk8 -v2 aes-256-cbc -in OLD.pem -out KEY.pem, then append the certificate",
	}
}
