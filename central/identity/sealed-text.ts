import { createHmac, timingSafeEqual } from 'node:crypto';

/** Seals text with central's secret, so that it can be handed out and needs no keeping: `body.mac`, base64url. */
export function seal(secret: string, text: string): string {
  return `${Buffer.from(text).toString('base64url')}.${mac(secret, text).toString('base64url')}`;
}

/** The text, or null when it was not sealed with this secret. */
export function unseal(secret: string, sealed: string): string | null {
  const [body = '', given = '', ...more] = sealed.split('.');
  if (more.length > 0) return null;
  const text = Buffer.from(body, 'base64url').toString('utf8');
  const expected = mac(secret, text);
  const actual = Buffer.from(given, 'base64url');
  return actual.length === expected.length && timingSafeEqual(actual, expected) ? text : null;
}

function mac(secret: string, text: string): Buffer {
  return createHmac('sha256', secret).update(text).digest();
}
