import { extname, join, normalize, sep } from 'node:path';

export type AppFolders = { readonly pages: string; readonly resources: string };

const contentTypes = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.mjs', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.json', 'application/json'],
  ['.geojson', 'application/geo+json'],
  ['.txt', 'text/plain; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.webp', 'image/webp'],
  ['.ico', 'image/x-icon'],
  ['.woff2', 'font/woff2'],
  ['.wav', 'audio/wav'],
  ['.ogg', 'audio/ogg'],
]);

export function contentTypeOf(file: string): string {
  return contentTypes.get(extname(file).toLowerCase()) ?? 'application/octet-stream';
}

/** The file that an `app://` address names, or null when it names none of ours. `/resources/` is shipped as is; the rest are the pages. */
export function appFileFor(url: string, folders: AppFolders): string | null {
  let path: string;
  try {
    path = decodeURIComponent(new URL(url).pathname);
  } catch {
    return null;
  }
  if (/[\0\\:]/.test(path)) return null;
  const segments = path.split('/').filter((segment) => segment !== '');
  if (segments.some((segment) => segment === '.' || segment === '..')) return null;
  const isResource = segments[0] === 'resources';
  const folder = normalize(isResource ? folders.resources : folders.pages);
  const rest = isResource ? segments.slice(1) : segments;
  const file = join(folder, ...(rest.length === 0 ? ['index.html'] : rest));
  return file.startsWith(folder + sep) ? file : null;
}

/**
 * The bytes that a `Range` header asks for, both ends included. Null: the whole file, also for several ranges at once, which a
 * server may ignore (RFC 9110, 14.2). `beyond`: none of it is in the file.
 */
export function readRange(header: string | null, size: number): { start: number; end: number } | 'beyond' | null {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  const [first, last] = [match?.[1] ?? '', match?.[2] ?? ''];
  if (first === '' && last === '') return null;
  if (first !== '' && last !== '' && Number(last) < Number(first)) return null;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return start > end ? 'beyond' : { start, end };
}
