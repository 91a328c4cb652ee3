import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import type { Certificate, Session } from 'electron';
import type { ShellLog } from './shell-log.ts';

/** Chromium's own verdict stands, or the certificate is good. */
const verdict = { chromium: -3, good: 0 } as const;
/** A chain that is longer was made to keep us busy. */
const longestChain = 8;

/**
 * Has a session believe the certificates that a site's own authority signed, at these hosts only; whatever Chromium finds good is good as
 * before. A file that cannot be read is logged, and then Chromium alone decides.
 */
export function trustAuthority(session: Session, file: string, hosts: readonly string[], log: ShellLog): void {
  const authority = readAuthority(file, log);
  if (!authority) return;
  session.setCertificateVerifyProc(({ hostname, certificate, errorCode }, answer) => {
    const isOurs = errorCode !== 0 && hosts.includes(hostname) && isSignedBy(authority, chainOf(certificate), hostname, Date.now());
    answer(isOurs ? verdict.good : verdict.chromium);
  });
}

function readAuthority(file: string, log: ShellLog): X509Certificate | undefined {
  try {
    return new X509Certificate(readFileSync(file));
  } catch (error) {
    log.warn('the authority of the SIP servers cannot be read', { file, reason: error instanceof Error ? error.message : String(error) });
    return undefined;
  }
}

/** PEM, the server's own first. */
function chainOf(certificate: Certificate): string[] {
  const chain: string[] = [];
  for (let each: Certificate | undefined = certificate; each && chain.length < longestChain; each = each.issuerCert as Certificate | undefined) chain.push(each.data);
  return chain;
}

/**
 * Whether the first certificate of a chain is for this host and each of them, up to the authority's own, was issued and signed by the next
 * and is valid now (RFC 5280, section 6, as far as a private authority needs it: issuers must be authorities).
 */
export function isSignedBy(authority: X509Certificate, chain: readonly string[], hostname: string, nowMs: number): boolean {
  try {
    const certificates = chain.map((pem) => new X509Certificate(pem));
    const [leaf] = certificates;
    if (!leaf || (isIP(hostname) === 0 ? leaf.checkHost(hostname) : leaf.checkIP(hostname)) === undefined) return false;
    for (const [index, certificate] of certificates.entries()) {
      if (!isValidAt(certificate, nowMs)) return false;
      if (isIssuer(authority, certificate)) return isValidAt(authority, nowMs);
      const next = certificates[index + 1];
      if (!next || !isIssuer(next, certificate)) return false;
    }
    return false;
  } catch {
    return false; // No certificate at all.
  }
}

function isIssuer(issuer: X509Certificate, of: X509Certificate): boolean {
  return issuer.ca && of.checkIssued(issuer) && of.verify(issuer.publicKey);
}

function isValidAt({ validFrom, validTo }: X509Certificate, nowMs: number): boolean {
  return Date.parse(validFrom) <= nowMs && nowMs <= Date.parse(validTo);
}
