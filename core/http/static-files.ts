import { createReadStream, type Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, sep } from 'node:path';
import { pipeline } from 'node:stream';
import { readRange } from '#contract/byte-range.ts';
import { consoleFileOf, contentTypeOf, mapTilesFile, type ConsoleFolders } from '#contract/console-files.ts';
import { contentSecurityPolicy } from '#contract/content-security-policy.ts';

/** Serves the console's files read-only, whole or in ranges, under a content policy. */
export function createStaticFiles(folders: ConsoleFolders, policy: string = contentSecurityPolicy): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
      return;
    }
    const file = fileFor(request.url ?? '/', folders);
    const found = file === null ? null : await regularFile(file);
    if (file === null || found === null) {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Not found\n');
      return;
    }
    const range = readRange(request.headers.range ?? null, found.size);
    if (range === 'beyond') {
      response.writeHead(416, { 'content-range': `bytes */${found.size}`, 'accept-ranges': 'bytes' }).end();
      return;
    }
    const { start, end } = range ?? { start: 0, end: found.size - 1 };
    response.writeHead(range === null ? 200 : 206, {
      'content-type': contentTypeOf(file),
      'content-length': end - start + 1,
      'accept-ranges': 'bytes',
      ...(range === null ? {} : { 'content-range': `bytes ${start}-${end}/${found.size}` }),
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': isImmutable(file) ? 'public, max-age=31536000, immutable' : 'no-cache',
    });
    if (request.method === 'HEAD' || end < start) {
      response.end();
      return;
    }
    // A browser that leaves in the middle ends the reading too, or its file would stay open.
    pipeline(createReadStream(file, { start, end }), response, () => undefined);
  };
}

/** Named after its contents: a bundled file, or the tiles of a map pack. */
function isImmutable(file: string): boolean {
  return file.includes(`${sep}assets${sep}`) || file.endsWith(`${sep}${mapTilesFile}`);
}

/** The file a request names, or null when it names none of ours. */
function fileFor(url: string, folders: ConsoleFolders): string | null {
  const named = consoleFileOf(url.split(/[?#]/, 1)[0] ?? '/');
  return named && join(folders[named.folder], ...named.segments);
}

async function regularFile(file: string): Promise<Stats | null> {
  try {
    const found = await stat(file);
    return found.isFile() ? found : null;
  } catch {
    return null;
  }
}
