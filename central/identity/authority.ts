import './reflect-metadata.ts';
import { createPrivateKey, createPublicKey, randomBytes, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { z } from 'zod';
import { createSigningKey } from '#ledger/station-key.ts';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const dayMs = 86_400_000;
/** Clocks of a room differ: a certificate must not be of tomorrow for the seat beside it. */
const beforeNowMs = dayMs;
const authorityDays = 3_650;
/** Of stations and bridges; servers get theirs anew when it comes near its end. */
export const clientDays = 1_825;
export const serverDays = 397;

x509.cryptoProvider.set(webcrypto);

/** An authority's certificate and private key, PEM. A secret. */
export const authoritySchema = z.object({ certificate: z.string(), privateKey: z.string() });
export type Authority = z.output<typeof authoritySchema>;

export type Issued = {
  /** PEM. */
  readonly certificate: string;
  /** Serial number in hex, lower case. */
  readonly serial: string;
  readonly expiresAtMs: number;
};

/** An authority that signs with P-256, whose certificate is its own. */
export async function createAuthority(name: string, nowMs: number): Promise<Authority> {
  const privateKey = createSigningKey().privateKeyPem;
  const keys = await readPair(privateKey);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: distinguishedName({ CN: name }),
    serialNumber: newSerial(),
    notBefore: new Date(nowMs - beforeNowMs),
    notAfter: new Date(nowMs + authorityDays * dayMs),
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate: `${certificate.toString('pem')}\n`, privateKey };
}

/** A certificate for a client of a broker: the name is what the broker takes for the user, the site stands beside it. */
export async function issueClient(
  authority: Authority,
  client: { site: string; name: string; publicKey: string; fromMs: number; untilMs: number },
): Promise<Issued> {
  return issue(authority, { ...client, subject: { CN: client.name, O: client.site }, usage: x509.ExtendedKeyUsage.clientAuth, names: [] });
}

/** A certificate for a server that is reached by these names and addresses. `publicKey`: SubjectPublicKeyInfo, DER, base64url. */
export async function issueServer(
  authority: Authority,
  server: { names: readonly string[]; publicKey: string; fromMs: number; untilMs: number },
): Promise<Issued> {
  return issue(authority, { ...server, subject: { CN: server.names[0] ?? 'central' }, usage: x509.ExtendedKeyUsage.serverAuth });
}

/** The list of certificates that are no longer believed, PEM. An expired list makes brokers refuse everybody, so it is good for long. */
export async function signRevocations(
  authority: Authority,
  revoked: readonly { readonly serial: string; readonly atMs: number }[],
  nowMs: number,
): Promise<string> {
  const signer = await readPair(authority.privateKey);
  const list = await x509.X509CrlGenerator.create({
    issuer: new x509.X509Certificate(authority.certificate).subject,
    thisUpdate: new Date(nowMs - beforeNowMs),
    nextUpdate: new Date(nowMs + authorityDays * dayMs),
    entries: revoked.map(({ serial, atMs }) => ({ serialNumber: serial, revocationDate: new Date(atMs) })),
    signingAlgorithm: algorithm,
    signingKey: signer.privateKey,
  });
  // The name that OpenSSL, and so Mosquitto, knows it by.
  return `${list.toString('pem').replaceAll(' CRL-----', ' X509 CRL-----')}\n`;
}

async function issue(
  authority: Authority,
  wanted: { subject: Record<string, string>; publicKey: string; usage: x509.ExtendedKeyUsage; names: readonly string[]; fromMs: number; untilMs: number },
): Promise<Issued> {
  const signer = await readPair(authority.privateKey);
  const publicKey = await readPublic(Buffer.from(wanted.publicKey, 'base64url'));
  const serial = newSerial();
  const certificate = await x509.X509CertificateGenerator.create({
    subject: distinguishedName(wanted.subject),
    issuer: new x509.X509Certificate(authority.certificate).subject,
    serialNumber: serial,
    notBefore: new Date(wanted.fromMs - beforeNowMs),
    notAfter: new Date(wanted.untilMs),
    publicKey,
    signingKey: signer.privateKey,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([wanted.usage]),
      ...(wanted.names.length === 0 ? [] : [new x509.SubjectAlternativeNameExtension(wanted.names.map(alternativeName))]),
      await x509.SubjectKeyIdentifierExtension.create(publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(signer.publicKey),
    ],
  });
  return { certificate: `${certificate.toString('pem')}\n`, serial, expiresAtMs: wanted.untilMs };
}

function alternativeName(name: string): { type: 'ip' | 'dns'; value: string } {
  return { type: /^[\d.]+$|:/.test(name) ? 'ip' : 'dns', value: name };
}

/** As a list of parts, never as text: a name cannot slip another part in. */
function distinguishedName(parts: Record<string, string>): x509.JsonName {
  return Object.entries(parts).map(([type, value]) => ({ [type]: [value] }));
}

/** Positive and without a zero in front, as the standard wants it. */
function newSerial(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.toString('hex');
}

async function readPair(privateKeyPem: string): Promise<{ privateKey: webcrypto.CryptoKey; publicKey: webcrypto.CryptoKey }> {
  const privateKey = createPrivateKey(privateKeyPem);
  const der = privateKey.export({ type: 'pkcs8', format: 'der' });
  return {
    privateKey: await webcrypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']),
    publicKey: await readPublic(createPublicKey(privateKey).export({ type: 'spki', format: 'der' })),
  };
}

async function readPublic(der: Buffer): Promise<webcrypto.CryptoKey> {
  return webcrypto.subtle.importKey('spki', der, algorithm, true, ['verify']);
}
