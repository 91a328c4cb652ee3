import { MessageChannelMain, utilityProcess } from 'electron';
import { isToldByCore, type PortForCore } from '#contract/core-process.ts';
import type { CoreHome } from './core-home.ts';
import { killProcess } from './kill-process.ts';

/** Core in Electron's own Node: windows get the very port that core holds the other end of. */
export function createUtilityHome(entry: string, parameters: readonly string[]): CoreHome {
  return (listener) => {
    const child = utilityProcess.fork(entry, [...parameters], { serviceName: 'siaga core', stdio: 'inherit' });
    child.on('message', (message: unknown) => {
      if (isToldByCore(message)) listener.onTold(message);
    });
    child.once('exit', (code) => listener.onExit(`exit code ${code}`));
    return {
      pid: () => child.pid,
      tell: (message) => child.postMessage(message),
      openPort(seat) {
        const { port1, port2 } = new MessageChannelMain();
        child.postMessage({ kind: 'port', seat } satisfies PortForCore, [port1]);
        return port2;
      },
      kill: () => killProcess(child.pid),
    };
  };
}
