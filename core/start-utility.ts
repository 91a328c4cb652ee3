import { electronMessagePortPort, type ElectronMessagePortLike } from '#contract/adapters/electron-message-port-port.ts';
import type { ToldByCore } from '#contract/core-process.ts';
import type { Port } from '#contract/port.ts';
import { outliveOutput } from '#ledger/outlive-output.ts';
import { seatOf, serveShell } from './serve-shell.ts';

/** What Electron puts on `process` in a utility process. */
type ParentPort = {
  on(event: 'message', listener: (event: { readonly data: unknown; readonly ports: readonly ElectronMessagePortLike[] }) => void): void;
  postMessage(message: ToldByCore): void;
};

/** Core in Electron's utility process: windows' ports arrive as transferred message ports. */
const { parentPort } = process as typeof process & { parentPort?: ParentPort };
if (!parentPort) throw new Error('start-utility runs only in a utility process of Electron.');

outliveOutput();
const windows = createEarlyPorts();
const stopped = new Promise<void>((resolve) => {
  process.on('SIGTERM', resolve);
  parentPort.on('message', ({ data, ports }) => {
    const kind = typeof data === 'object' && data !== null && 'kind' in data ? data.kind : undefined;
    if (kind === 'ping') parentPort.postMessage({ kind: 'pong' });
    if (kind === 'stop') resolve();
    const [messagePort] = ports;
    if (kind !== 'port' || !messagePort) return;
    windows.opened(electronMessagePortPort(messagePort), seatOf(data));
  });
});

await serveShell({
  arguments: process.argv.slice(2),
  tell: (message) => parentPort.postMessage(message),
  onPort: windows.onPort,
  stopped,
});
process.exit();

/** Keeps the ports that come before core is ready to serve them. */
function createEarlyPorts() {
  const early: { port: Port; seat: string }[] = [];
  let take = (port: Port, seat: string): void => {
    early.push({ port, seat });
  };
  return {
    opened: (port: Port, seat: string): void => take(port, seat),
    onPort(next: (port: Port, seat: string) => void): void {
      take = next;
      for (const { port, seat } of early.splice(0)) next(port, seat);
    },
  };
}
