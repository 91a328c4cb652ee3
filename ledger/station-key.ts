import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';

/** A key pair on the curve P-256, which TLS and brokers of every age understand. */
export type SigningKey = {
  /** SubjectPublicKeyInfo, DER, base64url. */
  readonly publicKey: string;
  /** PKCS #8, PEM. A secret. */
  readonly privateKeyPem: string;
  /** ECDSA with SHA-256 over the UTF-8 text, base64url. */
  sign(text: string): string;
};

export function createSigningKey(): SigningKey {
  return signingKeyOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
}

/** Throws when the text is no private key. */
export function readSigningKey(privateKeyPem: string): SigningKey {
  return signingKeyOf(createPrivateKey(privateKeyPem));
}

/** Whether the text was signed by the owner of the public key; false also for a key or signature that cannot be read. */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64url'), format: 'der', type: 'spki' });
    return verify('sha256', Buffer.from(text), key, Buffer.from(signature, 'base64url'));
  } catch {
    return false;
  }
}

function signingKeyOf(privateKey: KeyObject): SigningKey {
  return {
    publicKey: createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64url'),
    privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    sign: (text) => sign('sha256', Buffer.from(text), privateKey).toString('base64url'),
  };
}
