import { createReadStream, type Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, sep } from 'node:path';
import { pipeline } from 'node:stream';
import { consoleFileOf, contentTypeOf } from '#contract/console-files.ts';
import { contentSecurityPolicy } from '#contract/content-security-policy.ts';

export type ConsoleFolders = { readonly pages: string; readonly resources: string };

/** Serves the console's files read-only, under a content policy. */
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
    response.writeHead(200, {
      'content-type': contentTypeOf(file),
      'content-length': found.size,
      'content-security-policy': policy,
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
