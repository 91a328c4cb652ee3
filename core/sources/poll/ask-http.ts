import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Clock } from '../../clock.ts';

export type Question = { readonly path: string; readonly method?: 'GET' | 'PUT'; readonly headers?: Readonly<Record<string, string>>; readonly body?: string };
/** `body` is cut one byte behind the bound, so that whoever reads it sees that it is too large. */
export type Answer = { readonly status: number; readonly body: Uint8Array };
/** Rejects with the fault of the network, TLS or HTTP, or `ETIMEDOUT`. */
export type Ask = (question: Question) => Promise<Answer>;

/**
 * Asks one program over HTTP: a connection for each question, one after the other, no redirects. The whole of an answer has to come within `withinMs`,
 * and no more of it than `mostBytes` is taken.
 */
export function httpAsker(options: { url: string; authority: Buffer | null; withinMs: number; mostBytes: number; clock: Clock; signal: AbortSignal }): Ask {
  const { authority, clock, signal, mostBytes } = options;
  const base = options.url.replace(/\/+$/, '');
  return ({ path, method = 'GET', headers = {}, body }) =>
    new Promise((resolve, reject) => {
      const url = new URL(`${base}/${path}`);
      const settle = (finish: () => void): void => {
        stopTimer();
        finish();
      };
      const hear = (response: IncomingMessage): void => {
        const pieces: Buffer[] = [];
        let bytes = 0;
        const take = (): void => settle(() => resolve({ status: response.statusCode ?? 0, body: Uint8Array.from(Buffer.concat(pieces).subarray(0, mostBytes + 1)) }));
        response.on('data', (piece: Buffer) => {
          pieces.push(piece);
          bytes += piece.length;
          if (bytes <= mostBytes) return;
          take();
          request.destroy();
        });
        response.on('end', () => {
          if (response.complete) take();
        });
        response.on('error', (error) => settle(() => reject(error)));
      };
      const own = { method, agent: false as const, signal, headers: { ...headers, accept: 'application/json', connection: 'close', ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }) } };
      const request = url.protocol === 'https:' ? requestHttps(url, { ...own, ...(authority && { ca: authority }) }, hear) : requestHttp(url, own, hear);
      const stopTimer = clock.after(options.withinMs, () => request.destroy(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' })));
      request.on('error', (error) => settle(() => reject(error)));
      request.end(body);
    });
}
