import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { protocol, type Session } from 'electron';
import { contentSecurityPolicy } from '#contract/content-security-policy.ts';
import { contentTypeOf } from '#contract/console-files.ts';
import { appFileFor, readRange, type AppFolders } from './app-file.ts';

export const appOrigin = 'app://siaga';
/** An origin apart, hence another process: it is drawn over a window that hangs. */
export const noticeOrigin = 'app://notice';
/** Main's own pages lead here; it is never loaded, the window is loaded again instead. */
export const reloadAddress = `${appOrigin}/reload`;

/** Must run before `ready`. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } }]);
}

/** Serves the console's pages and `resources/`, read-only, to windows of this session. */
export function serveAppScheme(session: Session, folders: AppFolders): void {
  session.protocol.handle('app', async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'Read only');
    const isOurs = request.url.startsWith(`${appOrigin}/`) || request.url.startsWith(`${noticeOrigin}/`);
    const file = isOurs ? appFileFor(request.url, folders) : null;
    const found = file === null ? null : await stat(file).catch(() => null);
    if (file === null || !found?.isFile()) return plain(404, 'Not found');
    return respond(request, file, found.size);
  });
}

function respond(request: Request, file: string, size: number): Response {
  const range = readRange(request.headers.get('range'), size);
  if (range === 'beyond') return plain(416, 'No such bytes', { 'content-range': `bytes */${size}` });
  const { start, end } = range ?? { start: 0, end: size - 1 };
  const isEmpty = request.method === 'HEAD' || end < start;
  return new Response(isEmpty ? null : Readable.toWeb(createReadStream(file, { start, end })), {
    status: range === null ? 200 : 206,
    headers: {
      ...guards,
      'content-type': contentTypeOf(file),
      'content-length': String(end - start + 1),
      'accept-ranges': 'bytes',
      'cache-control': 'no-cache',
      ...(range === null ? {} : { 'content-range': `bytes ${start}-${end}/${size}` }),
    },
  });
}

const guards = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
};

function plain(status: number, text: string, headers: Record<string, string> = {}): Response {
  return new Response(text, { status, headers: { ...guards, 'content-type': 'text/plain; charset=utf-8', ...headers } });
}
