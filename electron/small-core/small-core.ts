/// <reference types="electron" />
import { electronMessagePortPort } from '#contract/adapters/electron-message-port-port.ts';
import type { PortForCore, ToldByCore, ToldToCore } from '#contract/core-process.ts';
import { serve } from '#contract/serve/serve.ts';
import { createSmallStation } from './small-station.ts';

/**
 * A core without a database in the utility process: what the shell does around core (hand-over, crash, restart) shows the
 * same with it, also where Electron's own Node is too old for the database. For tests; packages do not carry it.
 */
const { parentPort } = process;
const tell = (message: ToldByCore): void => parentPort.postMessage(message);
const service = createSmallStation({ crash: () => process.abort() });

parentPort.on('message', ({ data, ports }: { data: ToldToCore | PortForCore; ports: Electron.MessagePortMain[] }) => {
  if (data.kind === 'ping') tell({ kind: 'pong' });
  if (data.kind === 'stop') process.exit();
  const [messagePort] = ports;
  if (data.kind === 'port' && messagePort) serve(electronMessagePortPort(messagePort), service, { operator: 'Siti', seat: data.seat });
});
tell({ kind: 'ready', exercise: true, site: 'Sumenep', station: 'Small station', phone: null });
