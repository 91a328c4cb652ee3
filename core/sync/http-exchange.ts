import { readFileSync } from 'node:fs';
import { Agent as PlainAgent, request as plainRequest, type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { Agent as TlsAgent, request as tlsRequest } from 'node:https';
import type { GiveWay } from '#contract/sync/central-api.ts';
import { bodyType, refusalSchema, stateHeader } from '#contract/sync/identity-messages.ts';
import { failure, type Failure, type Outcome } from '#domain/outcome/outcome.ts';
import { largestBodyBytes, packBody, unpackBody } from '#ledger/compress.ts';
import { describeFault } from '../sources/broker/broker-fault.ts';

/** Body bytes that went out and came in since the start, for showing progress. */
export type ByteCount = { readonly sent: number; readonly received: number };

/** Shown to the supervisor at central: how far this station's clock is off, and how many acts wait. */
export type StationState = { readonly clockOffsetMs: number | null; readonly toSend: number };

export type HttpExchange = {
  /** Sends one message and gives the unpacked answer; `giveWay` breaks it off. Failures: `no-central` or the code central gave; `session-unknown` asks for a new session. */
  post(path: string, body: unknown, token?: string, giveWay?: GiveWay): Promise<Outcome<unknown>>;
  /** What central shall know of this station from now on. */
  tell(state: StationState): void;
  bytes(): ByteCount;
  /** Ends what is under way, which then fails as `no-central`. */
  close(): void;
};

const silentAfterMs = 8_000;
/** Central says "still at it" every 2 s while it works; it is believed so often without anything else coming. */
const mostSignsOfLife = 30;
/** Small enough for a slow line to show within the time that its bytes move. */
const chunkBytes = 32_768;
const mostConnections = 6;
const largestRefusalBytes = 65_536;

/** What went wrong on the way: not reached, silent, or cut. */
type Broken = { readonly error: Error; readonly mayRepeatNow: boolean };

/**
 * Posts to central over connections that stay open, plain or TLS by the address. A call fails when nothing moved for 8 s, so a link whose
 * other end is gone without a word is noticed; the idle connections of that address are dropped with it, for they are gone the same way.
 */
export function createHttpExchange(options: { url: string; authorityFile?: string | undefined; silentAfterMs?: number }): HttpExchange {
  const base = new URL(options.url);
  const where = base.host;
  const isTls = base.protocol === 'https:';
  const underWay = new Set<ClientRequest>();
  const count = { sent: 0, received: 0 };
  const agent: PlainAgent = isTls
    ? new TlsAgent({ keepAlive: true, maxSockets: mostConnections, minVersion: 'TLSv1.2' })
    : new PlainAgent({ keepAlive: true, maxSockets: mostConnections });
  let closed = false;
  let state: string | null = null;

  const dropIdle = (): void => {
    for (const sockets of Object.values(agent.freeSockets)) for (const socket of sockets ?? []) socket.destroy();
  };

  const exchange = (path: string, body: Buffer, token: string | undefined, giveWay: GiveWay | undefined): Promise<{ status: number; type: string; body: Buffer } | Broken> => {
    const request: RequestOptions & { ca?: Buffer } = {
      agent,
      host: base.hostname.replace(/^\[|\]$/g, ''),
      port: base.port === '' ? undefined : base.port,
      path: `${base.pathname.replace(/\/$/, '')}${path}`,
      method: 'POST',
      headers: { 'content-type': bodyType, 'content-length': body.length, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...(state === null ? {} : { [stateHeader]: state }) },
    };
    if (options.authorityFile !== undefined) request.ca = readFileSync(options.authorityFile);
    return new Promise((resolve) => {
      const sent = isTls ? tlsRequest(request) : plainRequest(request);
      underWay.add(sent);
      let signsOfLife = 0;
      const silent = setTimeout(() => {
        sent.destroy(Object.assign(new Error('silent'), { code: 'ETIMEDOUT' }));
        dropIdle();
      }, options.silentAfterMs ?? silentAfterMs);
      const breakOff = (): void => void sent.destroy(new Error('something more urgent wants the line'));
      giveWay?.addEventListener('abort', breakOff);
      const finish = (result: { status: number; type: string; body: Buffer } | Broken): void => {
        clearTimeout(silent);
        giveWay?.removeEventListener('abort', breakOff);
        underWay.delete(sent);
        resolve(result);
      };
      const fail = (error: Error): void => {
        const isStale = sent.reusedSocket && 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
        finish({ error, mayRepeatNow: isStale });
      };
      sent.on('socket', (socket) => {
        if (socket.connecting) socket.once('connect', () => silent.refresh());
      });
      sent.on('information', () => {
        signsOfLife += 1;
        if (signsOfLife <= mostSignsOfLife) silent.refresh();
      });
      sent.on('error', fail);
      sent.on('response', (response) => {
        const chunks: Buffer[] = [];
        let length = 0;
        response.on('data', (chunk: Buffer) => {
          silent.refresh();
          chunks.push(chunk);
          length += chunk.length;
          count.received += chunk.length;
          if (length > largestBodyBytes) sent.destroy(new Error('its answer is larger than any may be'));
        });
        response.on('error', fail);
        response.on('aborted', () => fail(Object.assign(new Error('cut'), { code: 'ECONNRESET' })));
        response.on('end', () => finish(readResponse(response, chunks)));
      });
      writeInChunks(sent, body, (bytes) => {
        count.sent += bytes;
        silent.refresh();
      });
    });
  };

  return {
    async post(path, body, token, giveWay) {
      const packed = await packBody(body);
      for (const attempt of [1, 2]) {
        if (closed) return failure('no-central', 'This station closed the connection to central.');
        if (giveWay?.aborted === true) return failure('no-central', 'Something more urgent wanted the line.');
        let result;
        try {
          result = await exchange(path, packed, token, giveWay);
        } catch (error) {
          return failure('no-central', `The file ${options.authorityFile} with central's authority cannot be read: ${error instanceof Error ? error.message : String(error)}`);
        }
        if ('error' in result) {
          // Central closed a connection that had been idle: that says nothing about central.
          if (result.mayRepeatNow && attempt === 1) continue;
          return failure('no-central', describeFault(result.error, `central (${where})`).sentence);
        }
        if (result.status === 200 && result.type.startsWith(bodyType)) {
          const unpacked = await unpackBody(result.body);
          return unpacked.ok ? unpacked : failure('no-central', `What answers at ${where} is no central: ${unpacked.sentence}`);
        }
        return refusalOf(result.status, result.body, where);
      }
      return failure('no-central', `The connection to central (${where}) was cut.`);
    },
    tell({ clockOffsetMs, toSend }) {
      state = `${clockOffsetMs === null ? '' : Math.round(clockOffsetMs)};${toSend}`;
    },
    bytes: () => ({ ...count }),
    close() {
      closed = true;
      for (const sent of underWay) sent.destroy(new Error('closed by this station'));
      agent.destroy();
    },
  };
}

function readResponse(response: IncomingMessage, chunks: readonly Buffer[]): { status: number; type: string; body: Buffer } {
  return { status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '', body: Buffer.concat(chunks) };
}

function writeInChunks(request: ClientRequest, body: Buffer, moved: (bytes: number) => void): void {
  const writeFrom = (offset: number): void => {
    if (request.destroyed) return;
    if (offset >= body.length) {
      request.end();
      return;
    }
    const chunk = body.subarray(offset, offset + chunkBytes);
    request.write(chunk, (error) => {
      if (error) return;
      moved(chunk.length);
      writeFrom(offset + chunk.length);
    });
  };
  writeFrom(0);
}

/** Central's own words; a server that has none, or is at fault itself, counts as not reached. */
function refusalOf(status: number, body: Buffer, where: string): Failure {
  let value: unknown = null;
  try {
    if (body.length <= largestRefusalBytes) value = JSON.parse(body.toString('utf8'));
  } catch {
    // A proxy's page, say: told by its status below.
  }
  const parsed = refusalSchema.safeParse(value);
  if (!parsed.success) return failure('no-central', `What answers at ${where} is no central, or a proxy before it (HTTP ${status}).`);
  const isCentralAtFault = status >= 500 || status === 429 || status === 408;
  return failure(isCentralAtFault ? 'no-central' : parsed.data.code, parsed.data.sentence);
}

/** The failure as `CentralApi` names it. */
export function asCentralFailure(refusal: Failure): Failure {
  const known = ['no-central', 'not-enrolled', 'revoked'].includes(refusal.code);
  return known ? refusal : failure('central-refused', refusal.sentence);
}
