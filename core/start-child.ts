import { childProcessPorts } from '#contract/adapters/child-process-port.ts';
import type { ToldByCore, ToldToCore } from '#contract/core-process.ts';
import { outliveOutput } from '#ledger/outlive-output.ts';
import { closeInherited } from './close-inherited.ts';
import { seatOf, serveShell } from './serve-shell.ts';

/** Core as a plain Node child of the shell: everything goes over the IPC channel of the process. */
const tell = (message: ToldByCore): void => {
  // A shell that is gone is noticed by `disconnect`; nobody is left to read this.
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
};
closeInherited();
outliveOutput();
const stopped = new Promise<void>((resolve) => {
  process.on('disconnect', resolve);
  process.on('SIGTERM', resolve);
  process.on('message', (message: ToldToCore | null) => {
    if (message?.kind === 'ping') tell({ kind: 'pong' });
    if (message?.kind === 'stop') resolve();
  });
});
const ports = childProcessPorts(process);

await serveShell({
  arguments: process.argv.slice(2),
  tell,
  onPort: (take) => ports.onPort((port, info) => take(port, seatOf(info))),
  stopped,
});
ports.close();
if (process.connected) process.disconnect();
