import { createReadStream, type Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream';
import { contentSecurityPolicy } from '#contract/content-security-policy.ts';

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.geojson': 'application/geo+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wav': 'audio/wav',
};

/** Serves the console's files read-only; `mounts` maps the first path segment to a folder, the empty one to the rest. */
export function createStaticFiles(mounts: ReadonlyMap<string, string>): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
      return;
    }
    const file = fileFor(request.url ?? '/', mounts);
    const found = file === null ? null : await regularFile(file);
    if (file === null || found === null) {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Not found\n');
      return;
    }
    response.writeHead(200, {
      'content-type': contentTypes[extname(file)] ?? 'application/octet-stream',
      'content-length': found.size,
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': file.includes(`${sep}assets${sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache',
    });
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    // A browser that leaves in the middle ends the reading too, or its file would stay open.
    pipeline(createReadStream(file), response, () => undefined);
  };
}

/**
 * The file a request path names, or null when it leaves the mounted folders. A backslash or colon never stands in a name of
 * ours; on Windows they are folders, drives and streams.
 */
export function fileFor(url: string, mounts: ReadonlyMap<string, string>): string | null {
  let path: string;
  try {
    path = decodeURIComponent(url.split(/[?#]/, 1)[0] ?? '/');
  } catch {
    return null;
  }
  if (/[\0\\:]/.test(path)) return null;
  const segments = path.split('/').filter((segment) => segment !== '');
  // Windows drops dots and blanks at the end of a name.
  if (segments.some((segment) => /[. ]$/.test(segment))) return null;
  const mounted = mounts.get(segments[0] ?? '');
  const folder = mounted ?? mounts.get('');
  if (folder === undefined) return null;
  const rest = mounted === undefined || segments.length === 0 ? segments : segments.slice(1);
  const file = normalize(join(folder, ...(rest.length === 0 ? ['index.html'] : rest)));
  return file.startsWith(normalize(folder) + sep) ? file : null;
}

async function regularFile(file: string): Promise<Stats | null> {
  try {
    const found = await stat(file);
    return found.isFile() ? found : null;
  } catch {
    return null;
  }
}
