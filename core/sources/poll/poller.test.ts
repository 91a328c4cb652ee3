import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startDvmhost, startReflector, type AskedProgram } from '#tests/fixtures/asked-programs.ts';
import { hurriedClock } from '#tests/fixtures/hurried-clock.ts';
import { repositoryFolder } from '#tests/fixtures/repository-folder.ts';
import { createLog } from '../../log.ts';
import { dvmhostLook } from '../dvmhost/dvmhost-look.ts';
import type { Judgement } from '../source-health.ts';
import { pollProgram, type Look } from './poller.ts';

/** A second of the poller's in 50 ms; an answer may take one of ours, however busy the computer is. */
const times = 20;
const answerWithinMs = 20_000;
const soon = { timeout: 10_000, interval: 5 };
const page = { status: 200, state: 4 };
const plainly: Look = (ask, path) => ask({ path });

function polled(program: Pick<AskedProgram, 'url'>, options: { look?: Look; paths?: string[]; authorityFile?: string; isRead?: (payload: string) => boolean } = {}) {
  const heard: string[] = [];
  const states: Judgement[] = [];
  const lines: string[] = [];
  const clock = hurriedClock(times);
  const poller = pollProgram({
    url: program.url,
    paths: options.paths ?? ['status'],
    look: options.look ?? plainly,
    authorityFile: options.authorityFile ?? null,
    mostBytes: 100_000,
    answerWithinMs,
    clock,
    log: createLog((line) => lines.push(line), clock.now),
    receive(path, payload) {
      const text = new TextDecoder().decode(payload);
      heard.push(`${path} ${text}`);
      return options.isRead?.(text) ?? text === JSON.stringify(page);
    },
    onHealth: () => states.push(poller.health()),
  });
  onTestFinished(() => poller.close());
  const until = (expectation: () => void): Promise<void> => vi.waitFor(expectation, soon);
  return { poller, heard, states, lines, until, state: () => poller.health().state };
}
const dvm = (secret: string | undefined, where = 'dvm'): Look => dvmhostLook({ passwordSecret: 'dvm', where, readSecret: () => secret });

test('a program is asked again and again, one question at a time, and lives while it answers', async () => {
  const program = await startReflector(() => page);
  const { heard, until, states } = polled(program);
  await until(() => expect(heard.length).toBeGreaterThan(4));
  expect(states).toEqual([{ state: 'live', reason: null }]);
  expect(program.mostAtOnce()).toBe(1);
});

test('a token is fetched for the digest of the password, used, and fetched again when it is refused', async () => {
  const program = await startDvmhost({ password: 'rahasia', pages: { '/status': () => page, '/peer/query': () => page } });
  const { heard, until, states } = polled(program, { look: dvm('rahasia'), paths: ['status', 'peer/query'] });
  await until(() => expect(heard.length).toBeGreaterThan(3));
  expect(program.asked.slice(0, 3)).toEqual(['PUT /auth', 'GET /status', 'GET /peer/query']);
  program.forgetTokens();
  const before = heard.length;
  await until(() => expect(heard.length).toBeGreaterThan(before + 3));
  expect(program.asked.filter((each) => each === 'PUT /auth')).toHaveLength(2);
  expect(states).toEqual([{ state: 'live', reason: null }]);
});

test('a wrong password is a fault of its own, is told without it, and is not tried again and again; a right one is taken when it is set', async () => {
  const program = await startDvmhost({ password: 'lain', pages: { '/status': () => page } });
  const { until, poller, lines, state } = polled(program, { look: dvm('rahasia', 'dvm.local:9990') });
  await until(() => expect(poller.health()).toEqual({ state: 'down', reason: 'dvm.local:9990 refuses the password of this station.' }));
  expect(program.asked).toEqual(['PUT /auth']);
  expect(lines.join()).not.toMatch(/rahasia|[0-9a-f]{64}/);
  program.setPassword('rahasia');
  await until(() => expect(state()).toBe('live'));
  const unset = polled(program, { look: dvm(undefined) });
  await unset.until(() => expect(unset.poller.health()).toEqual({ state: 'down', reason: 'The secret "dvm" is not set on this station.' }));
});

test.each([
  ['silent', /did not answer in time\./],
  ['cut', /was cut\./],
  ['hangs-up', /was cut\./],
  ['faulty', /answers 500 to \/status \(modem is gone\)\./],
] as const)('one question that ends %s is late, more of them are down, and the first answer brings it back', async (mood, reason) => {
  const program = await startReflector(() => page);
  const { heard, until, states, state } = polled(program);
  await until(() => expect(state()).toBe('live'));
  program.setMood(mood);
  await until(() => expect(state()).toBe('down'));
  const before = heard.length;
  expect(states.slice(-2).map((each) => each.state)).toEqual(['late', 'down']);
  for (const each of states.slice(-2)) expect(each.reason).toMatch(reason);
  program.setMood('well');
  await until(() => expect(state()).toBe('live'));
  expect(heard.slice(before).every((each) => each === `status ${JSON.stringify(page)}`)).toBe(true);
});

test('a program that was stopped is found again', async () => {
  const program = await startReflector(() => page);
  const { until, poller, state } = polled(program);
  await until(() => expect(state()).toBe('live'));
  await program.stop();
  await until(() => expect(poller.health()).toEqual({ state: 'down', reason: `Nothing answers at ${new URL(program.url).host}.` }));
  await program.start();
  await until(() => expect(state()).toBe('live'));
});

test('answers that nobody can read are handed on to be kept, cut at the bound, and make it late, not gone', async () => {
  const program = await startReflector(() => page);
  const { heard, until, poller, states } = polled(program);
  await until(() => expect(heard.length).toBeGreaterThan(0));
  program.setMood('garbage');
  await until(() => expect(heard.filter((each) => each.includes('It works!')).length).toBeGreaterThan(2));
  expect(poller.health()).toMatchObject({ state: 'late', reason: expect.stringMatching(/in a form that is not known/) as string });
  program.setMood('huge');
  await until(() => expect(Math.max(...heard.map((each) => each.length))).toBe('status '.length + 100_001));
  program.setMood('well');
  await until(() => expect(poller.health().state).toBe('live'));
  expect(states.map(({ state }) => state)).toEqual(['live', 'late', 'live']);
});

test('an address of something else says so in its own words', async () => {
  const program = await startReflector(() => page);
  const { until, poller } = polled({ url: `${program.url}/reflector/` });
  await until(() => expect(poller.health()).toEqual({ state: 'down', reason: `${new URL(program.url).host} answers 404 to /status (Not found!).` }));
  expect(program.asked[0]).toBe('GET /reflector/status');
});

test('over TLS the certificate is checked, with an authority of the site\'s own', async () => {
  const file = (name: string): string => join(repositoryFolder, 'tests/fixtures/tls', name);
  const program = await startDvmhost({ password: 'rahasia', pages: { '/status': () => page }, tls: { cert: readFileSync(file('server.pem')), key: readFileSync(file('server.key')) } });
  const trusting = polled(program, { look: dvm('rahasia'), authorityFile: file('authority.pem') });
  await trusting.until(() => expect(trusting.state()).toBe('live'));
  const doubting = polled(program, { look: dvm('rahasia') });
  await doubting.until(() => expect(doubting.poller.health()).toMatchObject({ state: 'down', reason: expect.stringMatching(/certificate check/) as string }));
  const without = polled(program, { look: dvm('rahasia'), authorityFile: file('no-such.pem') });
  await without.until(() => expect(without.poller.health()).toMatchObject({ state: 'down', reason: expect.stringMatching(/no-such\.pem cannot be read/) as string }));
});

test('closing in the middle of a question does not wait for the answer and tells nothing more', async () => {
  const program = await startReflector(() => page);
  const { poller, heard, until, states, state } = polled(program);
  await until(() => expect(state()).toBe('live'));
  program.setMood('silent');
  const before = program.asked.length;
  await until(() => expect(program.asked.length).toBeGreaterThan(before));
  const told = [heard.length, states.length];
  await poller.close();
  expect([heard.length, states.length]).toEqual(told);
});
