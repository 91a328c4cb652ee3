/** JSON with sorted keys and without spaces: the same value always gives the same text, so that it can be hashed. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  let text = '';
  if (Array.isArray(value)) {
    for (const item of value) text += (text === '' ? '' : ',') + canonicalJson(item === undefined ? null : item);
    return `[${text}]`;
  }
  const record = value as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(record).sort()) {
    const item = record[key];
    if (item !== undefined) text += `${text === '' ? '' : ','}${quoted(key)}:${canonicalJson(item)}`;
  }
  return `{${text}}`;
}

const plain = /^[A-Za-z0-9_]+$/;

/** Almost every key is a plain name, and there are many of them. */
function quoted(key: string): string {
  return plain.test(key) ? `"${key}"` : JSON.stringify(key);
}
