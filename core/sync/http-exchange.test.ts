import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { bodyType } from '#contract/sync/identity-messages.ts';
import { packMessage } from '#ledger/compress.ts';
import { createHttpExchange, type HttpExchange } from './http-exchange.ts';

async function serving(answer: RequestListener): Promise<{ server: Server; url: string }> {
  const server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

function exchangeWith(url: string, silentAfterMs = 5_000): HttpExchange {
  const exchange = createHttpExchange({ url, silentAfterMs });
  onTestFinished(() => exchange.close());
  return exchange;
}

const good = packMessage({ hello: 1 });

test('what central answers comes unpacked, and its refusals with their code', async () => {
  const { url } = await serving((request, response) => {
    if (request.url === '/v1/push') response.writeHead(200, { 'content-type': bodyType }).end(good);
    else response.writeHead(403, { 'content-type': 'application/json' }).end('{"code":"revoked","sentence":"Shut out."}');
  });
  const exchange = exchangeWith(url);
  expect(await exchange.post('/v1/push', {})).toEqual({ ok: true, value: { hello: 1 } });
  expect(await exchange.post('/v1/pull', {})).toEqual({ ok: false, code: 'revoked', sentence: 'Shut out.' });
  expect(exchange.bytes().received).toBeGreaterThan(good.length);
});

test.each<[what: string, answer: RequestListener]>([
  ['a proxy’s page', (_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Log in</h1>')],
  ['a redirection', (_request, response) => response.writeHead(302, { location: 'https://login.example' }).end()],
  ['a body that is none', (_request, response) => response.writeHead(200, { 'content-type': bodyType }).end('{"batches":[]}')],
  ['half a body', (_request, response) => void response.writeHead(200, { 'content-type': bodyType, 'content-length': '1000' }).write(good, () => response.destroy())],
  ['a defect', (_request, response) => response.writeHead(500, { 'content-type': 'application/json' }).end('{"code":"defect","sentence":"x"}')],
  ['too much asking', (_request, response) => response.writeHead(429, { 'content-type': 'application/json' }).end('{"code":"too-many-attempts","sentence":"x"}')],
  ['a refusal without words', (_request, response) => response.writeHead(403).end()],
  ['a connection cut at once', (request) => request.socket.destroy()],
])('%s counts as no central: what was asked may be asked again', async (_what, answer) => {
  const { url } = await serving(answer);
  expect(await exchangeWith(url).post('/v1/push', {})).toMatchObject({ ok: false, code: 'no-central', sentence: expect.stringMatching(/./) as string });
});

test('a central that says nothing is given up, one that says it is still at it is not', async () => {
  const { url } = await serving((request, response) => {
    if (request.url === '/silent') return;
    const signs = setInterval(() => response.writeProcessing(), 100);
    setTimeout(() => {
      clearInterval(signs);
      response.writeHead(200, { 'content-type': bodyType }).end(good);
    }, 1_500);
  });
  const exchange = exchangeWith(url, 500);
  const [silent, slow] = await Promise.all([exchange.post('/silent', {}), exchange.post('/slow', {})]);
  expect(silent).toMatchObject({ ok: false, code: 'no-central' });
  expect(slow).toMatchObject({ ok: true });
});

test('a kept connection that central closed meanwhile costs a second attempt and no failure', async () => {
  let asked = 0;
  const { url, server } = await serving((_request, response) => {
    asked += 1;
    response.writeHead(200, { 'content-type': bodyType }).end(good);
  });
  server.on('connection', (socket) => socket.once('data', () => socket.once('data', () => socket.destroy())));
  const exchange = exchangeWith(url);
  expect(await exchange.post('/v1/push', {})).toMatchObject({ ok: true });
  expect(await exchange.post('/v1/push', {})).toMatchObject({ ok: true });
  expect(asked).toBeGreaterThanOrEqual(2);
});

test('closing ends what is under way and refuses what comes after', async () => {
  const { url } = await serving(() => undefined);
  const exchange = exchangeWith(url);
  const waiting = exchange.post('/v1/pull', {});
  setImmediate(() => exchange.close());
  expect(await waiting).toMatchObject({ ok: false, code: 'no-central' });
  expect(await exchange.post('/v1/pull', {})).toMatchObject({ ok: false, code: 'no-central' });
});

test('a call gives way at once to something more urgent, and the connection of others goes on', async () => {
  let isThere = (): void => undefined;
  const arrived = new Promise<void>((resolve) => (isThere = resolve));
  const { url } = await serving((request, response) => {
    if (request.url === '/v1/push') response.writeHead(200, { 'content-type': bodyType }).end(good);
    else isThere();
  });
  const exchange = exchangeWith(url);
  const urgent = new AbortController();
  const long = exchange.post('/v1/recording/push', {}, undefined, urgent.signal);
  await arrived;
  urgent.abort();
  expect(await long).toMatchObject({ ok: false, code: 'no-central' });
  expect(await exchange.post('/v1/recording/push', {}, undefined, urgent.signal)).toMatchObject({ ok: false, code: 'no-central' });
  expect(await exchange.post('/v1/push', {})).toMatchObject({ ok: true });
});
