import { spawn } from 'node:child_process';
import { MessageChannelMain } from 'electron';
import { childProcessPorts } from '#contract/adapters/child-process-port.ts';
import { electronMessagePortPort } from '#contract/adapters/electron-message-port-port.ts';
import { isToldByCore, type PortForCore } from '#contract/core-process.ts';
import type { Port } from '#contract/port.ts';
import type { CoreHome } from './core-home.ts';
import { killProcess } from './kill-process.ts';

/** Core in a plain Node beside Electron: main carries every message between a window's port and the process. */
export function createChildHome(node: string, entry: string, parameters: readonly string[]): CoreHome {
  return (listener) => {
    const child = spawn(node, [entry, ...parameters], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      serialization: 'advanced',
      windowsHide: true,
    });
    const ports = childProcessPorts(child);
    child.on('message', (message: unknown) => {
      if (isToldByCore(message)) listener.onTold(message);
    });
    child.once('exit', (code, signal) => listener.onExit(signal ?? `exit code ${code}`));
    child.once('error', (error) => {
      if (child.pid !== undefined) return;
      listener.onTold({ kind: 'fatal', code: 'core-cannot-start', sentence: `The station cannot be started with ${node}: ${error.message}` });
      listener.onExit('it could not be started');
    });
    return {
      pid: () => child.pid,
      tell(message) {
        // A process that is just ending tells so by `exit`.
        if (child.connected) child.send(message, () => undefined);
      },
      openPort(seat) {
        const { port1, port2 } = new MessageChannelMain();
        join(electronMessagePortPort(port1), ports.openPort({ kind: 'port', seat } satisfies PortForCore));
        return port2;
      },
      kill: () => killProcess(child.pid),
    };
  };
}

function join(one: Port, other: Port): void {
  one.onMessage((message) => other.post(message));
  other.onMessage((message) => one.post(message));
  one.onClose(() => other.close());
  other.onClose(() => one.close());
}
