/**
 * A file of the console by what a page may ask for: the bundled pages, what is shipped as it is below `/resources/`, or the tiles of
 * an installed map pack at `/map-packs/<id>/tiles.pmtiles`.
 */
export type ConsoleFile = { readonly folder: 'pages' | 'resources' | 'mapPacks'; readonly segments: readonly [string, ...string[]] };

/** Where each of them lies on this computer. */
export type ConsoleFolders = Readonly<Record<ConsoleFile['folder'], string>>;

/** Below the data folder of a station; beside the packs lies only the name of the current one. */
export const mapPacksFolder = 'map-packs';
export const mapTilesFile = 'tiles.pmtiles';

/** The path of a pack's tiles. The contents of a pack never change under its id. */
export function mapTilesPath(packId: string): string {
  return `/${mapPacksFolder}/${packId}/${mapTilesFile}`;
}

/**
 * What a request path (still percent-encoded, without query) names, or null when it names none of ours. Every segment is
 * a plain name: a backslash or colon is a folder, a drive or a stream on Windows, which also drops dots and blanks at a
 * name's end.
 */
export function consoleFileOf(path: string): ConsoleFile | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return null;
  }
  const segments = decoded.split('/').filter((segment) => segment !== '');
  if (/[\0\\:]/.test(decoded) || segments.some((segment) => /[. ]$/.test(segment))) return null;
  if (segments[0] === mapPacksFolder) {
    const [, id = '', file, ...more] = segments;
    return /^[0-9a-f]{16}$/.test(id) && file === mapTilesFile && more.length === 0 ? { folder: 'mapPacks', segments: [id, file] } : null;
  }
  const folder = segments[0] === 'resources' ? 'resources' : 'pages';
  const [first = 'index.html', ...rest] = folder === 'resources' ? segments.slice(1) : segments;
  return { folder, segments: [first, ...rest] };
}

const contentTypes = new Map([
  ['html', 'text/html; charset=utf-8'],
  ['js', 'text/javascript; charset=utf-8'],
  ['mjs', 'text/javascript; charset=utf-8'],
  ['css', 'text/css; charset=utf-8'],
  ['json', 'application/json'],
  ['geojson', 'application/geo+json'],
  ['txt', 'text/plain; charset=utf-8'],
  ['svg', 'image/svg+xml'],
  ['png', 'image/png'],
  ['webp', 'image/webp'],
  ['ico', 'image/x-icon'],
  ['woff2', 'font/woff2'],
  ['wav', 'audio/wav'],
  ['ogg', 'audio/ogg'],
]);

export function contentTypeOf(fileName: string): string {
  const ending = /\.([^./\\]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
  return contentTypes.get(ending) ?? 'application/octet-stream';
}
