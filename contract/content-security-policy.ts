/**
 * What a page of the console may load, the same in every home: its own files and nothing else. The page that hosts the phone may
 * also connect to the SIP servers, given as origins (`wss://host:port`).
 */
export function contentSecurityPolicyFor(sipOrigins: readonly string[]): string {
  return directives.join('; ').replace("connect-src 'self'", ["connect-src 'self'", ...sipOrigins].join(' '));
}

const directives = [
  "default-src 'none'",
  "script-src 'self'",
  // By its hash: the one style element that react-aria writes itself (how touch scrolls over what can be pressed).
  "style-src 'self' 'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  // What is heard again is in memory.
  "media-src 'self' blob:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];

export const contentSecurityPolicy = contentSecurityPolicyFor([]);
