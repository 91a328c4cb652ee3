import type { ToldByCore } from '#contract/core-process.ts';
import type { Port } from '#contract/port.ts';
import { listenLocally } from './local-socket.ts';
import { openStation, stationLog } from './open-station.ts';
import { readStationArguments } from './station-arguments.ts';

/**
 * Runs a station under the shell. `onPort` hands over the windows' ports as they come; `stopped` resolves when the shell
 * asks to end.
 */
export async function serveShell(options: {
  arguments: readonly string[];
  tell: (message: ToldByCore) => void;
  onPort: (take: (port: Port, seat: string) => void) => void;
  stopped: Promise<void>;
}): Promise<void> {
  const refuse = ({ code, sentence }: { code: string; sentence: string }): void => options.tell({ kind: 'fatal', code, sentence });
  const read = readStationArguments(options.arguments);
  if (!read.ok) return refuse(read);
  const opened = await openStation(read.value, (isOn) => options.tell({ kind: 'ringing', isOn }));
  if (!opened.ok) return refuse(opened);
  const { core, profile, operator, damaged, close } = opened.value;
  options.onPort((port, seat) => core.serve(port, { ...operator, seat }));
  const tools = await listenLocally(read.value.dataDir, (port) => core.serve(port, { ...operator, seat: 'tool' }), stationLog);
  options.tell({ kind: 'ready', exercise: profile.exercise, site: profile.site.name, station: profile.station.name, phone: { proxies: profile.sip?.proxies ?? [], authorityFile: profile.sip?.authorityFile ?? null } });
  // The shell starts a core that ended by itself again.
  await Promise.race([options.stopped, damaged]);
  await tools.close();
  await close();
  stationLog.info('core has stopped');
}

/** The seat the shell named for a port; windows of one seat share their drafts. */
export function seatOf(info: unknown): string {
  const seat: unknown = typeof info === 'object' && info !== null && 'seat' in info ? info.seat : undefined;
  return typeof seat === 'string' && seat !== '' ? seat.slice(0, 64) : 'window';
}
