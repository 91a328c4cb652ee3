// eslint-disable-next-line no-control-regex -- exactly what PostgreSQL's text cannot hold, and the sign that marks it
const odd = /[\u0000-\u001f"\\\ud800-\udfff]/;

/** A foreign text as PostgreSQL can hold it: NUL and half surrogates, which it refuses, are escaped as in JSON. */
export function toStored(text: string): string {
  return odd.test(text) ? JSON.stringify(text).slice(1, -1) : text;
}

export function fromStored(stored: string): string {
  return stored.includes('\\') ? (JSON.parse(`"${stored}"`) as string) : stored;
}
