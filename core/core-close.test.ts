import { join } from 'node:path';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { expect, onTestFinished, test } from 'vitest';
import { webSocketPort } from '#contract/adapters/web-socket-port.ts';
import { createClient } from '#contract/client/client.ts';
import { profileOf } from '#tests/fixtures/core-on-disk.ts';
import { repositoryFolder } from '#tests/fixtures/repository-folder.ts';
import { siteOnBroker } from '#tests/fixtures/site-on-broker.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { systemClock } from './clock.ts';
import { createCore } from './core.ts';
import { startEmbeddedBroker } from './exercise/embedded-broker.ts';
import { createAccessTokens } from './http/access-tokens.ts';
import { startStationServer } from './http/station-server.ts';
import { listenLocally } from './local-socket.ts';
import { createLog } from './log.ts';
import { connectStation } from './tool/connect-station.ts';

const quiet = createLog(() => undefined, () => 0);

/** Timers, sockets and pipes of this process that keep it alive. */
function whatIsOpen(): string[] {
  return process.getActiveResourcesInfo().filter((name) => name !== 'Immediate').sort();
}

/** Beside what is at the broker, a program that is asked, of which nobody knows. */
function withAskedProgram(site: object): object {
  const { sources } = site as { readonly sources: readonly object[] };
  return { ...site, sources: [...sources, { id: 'svx', kind: 'svxlink', url: 'http://127.0.0.1:9' }] };
}

test('a core on a live broker, with a browser, a tool and acts in between, leaves nothing behind when it closes', async () => {
  const broker = await startEmbeddedBroker();
  onTestFinished(() => broker.close());
  const before = whatIsOpen();
  for (let round = 0; round < 2; round += 1) {
    const dataDir = temporaryFolder();
    const created = createCore({
      dataDir,
      profile: profileOf(withAskedProgram(siteOnBroker(round === 0 ? broker.url : 'mqtt://127.0.0.1:9'))),
      resources: join(repositoryFolder, 'resources'),
      version: 'test',
      clock: systemClock,
      log: quiet,
      readSecret: () => undefined,
    });
    if (!created.ok) throw new Error(created.sentence);
    const core = created.value;
    const tokens = createAccessTokens([], { operator: 'Posisi 1', supervisor: false });
    const server = await startStationServer({ host: '127.0.0.1', port: 0, tokens, folders: { pages: dataDir, resources: dataDir, mapPacks: dataDir }, serve: core.serve, log: quiet });
    if (!server.ok) throw new Error(server.sentence);
    const tools = await listenLocally(dataDir, (port) => core.serve(port, { operator: 'Sari', seat: 'tool' }), quiet);
    let asked = 0;
    const browser = createClient({
      openPort: async () => {
        const socket = new WebSocket(`${server.value.url.replace('http', 'ws')}/port`, ['siaga', `siaga.token.${tokens.ownToken}`]);
        await once(socket, 'open');
        return webSocketPort(socket);
      },
      name: 'test',
      clock: systemClock,
      newRequestId: () => `r${(asked += 1)}`,
    });
    const tool = await connectStation(dataDir, undefined);
    if (!tool.ok) throw new Error(tool.sentence);
    const states: string[] = [];
    browser.follow('links', {}, (update) => void states.push(...update.changed.filter((link) => link.kind === 'broker').map((link) => link.state)));
    browser.follow('calls', {}, () => undefined);
    await expect.poll(() => states, { timeout: 8_000 }).toContain(round === 0 ? 'live' : 'down');
    expect((await tool.value.ask('unit.set-status', { unitId: 'p01', status: 'returning' })).ok).toBe(true);

    browser.close();
    tool.value.close();
    await tools.close();
    await server.value.close();
    await core.close();
    await expect.poll(whatIsOpen, { timeout: 3_000 }).toEqual(before);
  }
});
