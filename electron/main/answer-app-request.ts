import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { readRange } from '#contract/byte-range.ts';
import { contentTypeOf, type ConsoleFolders } from '#contract/console-files.ts';
import { appFileFor, appOrigin, noticeOrigin } from './app-file.ts';

/** The answer to what a page asks for: a file of the console or the bytes of one, read-only and under a content policy. */
export async function answerAppRequest(request: Request, folders: ConsoleFolders, policy: string): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return plain(policy, 405, 'Read only');
  const isOurs = request.url.startsWith(`${appOrigin}/`) || request.url.startsWith(`${noticeOrigin}/`);
  const file = isOurs ? appFileFor(request.url, folders) : null;
  const found = file === null ? null : await stat(file).catch(() => null);
  if (file === null || !found?.isFile()) return plain(policy, 404, 'Not found');
  return respond(policy, request, file, found.size);
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
