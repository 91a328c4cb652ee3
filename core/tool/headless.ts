import { join } from 'node:path';
import { mapPacksFolder } from '#contract/console-files.ts';
import { readSecret } from '#ledger/secrets.ts';
import { createAccessTokens } from '../http/access-tokens.ts';
import type { LocationDoor } from '../http/location-door.ts';
import { startStationServer } from '../http/station-server.ts';
import { listenLocally } from '../local-socket.ts';
import { openStation, stationLog, type Station } from '../open-station.ts';
import { resourcesFolder } from '../resources.ts';
import { readStationArguments } from '../station-arguments.ts';
import { exitCodes } from './exit-codes.ts';

/**
 * The headless home: a station without windows, for browsers, wall displays, tools and tests. Prints one JSON line with
 * address and token when it is ready. Resolves with an exit code when it could not start; otherwise runs until a signal.
 */
export async function runHeadless(values: readonly string[]): Promise<number> {
  const read = readStationArguments(values);
  if (!read.ok) {
    process.stderr.write(`${read.sentence}\n`);
    return exitCodes.usage;
  }
  const opened = await openStation(read.value);
  if (!opened.ok) {
    process.stderr.write(`${opened.sentence}\n`);
    return exitCodes.refused;
  }
  const station = opened.value;
  const tokens = createAccessTokens(station.profile.operators, station.operator);
  const resources = resourcesFolder(import.meta.url);
  const locationDoor = locationDoorOf(station);
  const started = await startStationServer({
    ...read.value.listen,
    tokens,
    folders: { pages: join(resources, '..', 'dist', 'renderer'), resources, mapPacks: join(read.value.dataDir, mapPacksFolder) },
    sipOrigins: [...new Set(station.profile.sip?.proxies.map((proxy) => new URL(proxy).origin))],
    serve: station.core.serve,
    ...(locationDoor ? { locationDoor } : {}),
    log: stationLog,
  });
  if (!started.ok) {
    await station.close();
    process.stderr.write(`${started.sentence}\n`);
    return exitCodes.refused;
  }
  const server = started.value;
  const tools = await listenLocally(read.value.dataDir, (port) => station.core.serve(port, { ...station.operator, seat: 'tool' }), stationLog);
  process.stdout.write(`${JSON.stringify({ url: server.url, token: tokens.ownToken, station: station.profile.station.id, exercise: station.profile.exercise })}\n`);

  let isDamaged = false;
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
    void station.damaged.then(() => {
      isDamaged = true;
      resolve();
    });
  });
  await tools.close();
  await server.close();
  // A damaged database may not even close well.
  await station.close().catch((error: unknown) => stationLog.defect('the station did not close well', error));
  return isDamaged ? runHeadless(values) : exitCodes.ok;
}

/** The door for AML that the profile opens. Without its key it stays shut, which is said. */
function locationDoorOf({ core, profile }: Station): LocationDoor | null {
  const { locationDoor: wanted } = profile;
  if (!wanted) return null;
  const key = readSecret(wanted.keySecret);
  const hmacKey = wanted.hmacSecret === undefined ? null : readSecret(wanted.hmacSecret);
  if (key === undefined || hmacKey === undefined) {
    stationLog.warn('the door for positions of callers stays shut: a secret is missing', { keySecret: wanted.keySecret });
    return null;
  }
  return { key, hmacKey, hear: (payload, fault) => core.hear(wanted.source, payload, fault) };
}
