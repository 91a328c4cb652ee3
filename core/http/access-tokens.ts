import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** `supervisor`: may do what only a supervisor may. */
export type Operator = { readonly operator: string; readonly supervisor: boolean };

export type AccessTokens = {
  /** The token made for this start, shown once to whoever started the server. */
  readonly ownToken: string;
  /** Who a token belongs to, or null. */
  operatorOf(token: string): Operator | null;
};

/** Tokens of the profile's operators (known only by their SHA-256) and one made for this start. */
export function createAccessTokens(operators: readonly { name: string; tokenSha256: string; supervisor?: boolean | undefined }[], own: Operator): AccessTokens {
  const ownToken = randomBytes(24).toString('base64url');
  const known = [
    { ...own, digest: digestOf(ownToken) },
    ...operators.map(({ name, tokenSha256, supervisor = false }) => ({ operator: name, supervisor, digest: Buffer.from(tokenSha256, 'hex') })),
  ];
  return {
    ownToken,
    operatorOf(token) {
      const digest = digestOf(token);
      let found: Operator | null = null;
      for (const { operator, supervisor, digest: expected } of known) if (timingSafeEqual(expected, digest)) found = { operator, supervisor };
      return found;
    },
  };
}

function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
