import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { protocol, type Session } from 'electron';
import { contentSecurityPolicy } from '#contract/content-security-policy.ts';
import { readRange } from '#contract/byte-range.ts';
import { contentTypeOf, type ConsoleFolders } from '#contract/console-files.ts';
import { appFileFor } from './app-file.ts';

export const appOrigin = 'app://siaga';
/** An origin apart, hence another process: it is drawn over a window that hangs. */
export const noticeOrigin = 'app://notice';
/** Main's own pages lead here; it is never loaded, the window is loaded again instead. */
export const reloadAddress = `${appOrigin}/reload`;

/** Must run before `ready`. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } }]);
}

/** Serves the console's files, read-only, to windows of this session, under a content policy. */
export function serveAppScheme(session: Session, folders: ConsoleFolders, policy: string = contentSecurityPolicy): void {
  session.protocol.handle('app', async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return plain(policy, 405, 'Read only');
    const isOurs = request.url.startsWith(`${appOrigin}/`) || request.url.startsWith(`${noticeOrigin}/`);
    const file = isOurs ? appFileFor(request.url, folders) : null;
    const found = file === null ? null : await stat(file).catch(() => null);
    if (file === null || !found?.isFile()) return plain(policy, 404, 'Not found');
    return respond(policy, request, file, found.size);
  });
}

function respond(policy: string, request: Request, file: string, size: number): Response {
  const range = readRange(request.headers.get('range'), size);
  if (range === 'beyond') return plain(policy, 416, 'No such bytes', { 'content-range': `bytes */${size}` });
  const { start, end } = range ?? { start: 0, end: size - 1 };
  const isEmpty = request.method === 'HEAD' || end < start;
  return new Response(isEmpty ? null : Readable.toWeb(createReadStream(file, { start, end })), {
    status: range === null ? 200 : 206,
    headers: {
      ...guardsOf(policy),
      'content-type': contentTypeOf(file),
      'content-length': String(end - start + 1),
      'accept-ranges': 'bytes',
      'cache-control': 'no-cache',
      ...(range === null ? {} : { 'content-range': `bytes ${start}-${end}/${size}` }),
    },
  });
}

function guardsOf(policy: string): Record<string, string> {
  return {
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  };
}

function plain(policy: string, status: number, text: string, headers: Record<string, string> = {}): Response {
  return new Response(text, { status, headers: { ...guardsOf(policy), 'content-type': 'text/plain; charset=utf-8', ...headers } });
}
