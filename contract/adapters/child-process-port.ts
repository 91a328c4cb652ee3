import { z } from 'zod';
import type { Port } from '../port.ts';
import { carriedPort, ignoreFault, type CarriedPort } from './carried-port.ts';

/**
 * One end of a Node IPC channel: a ChildProcess in the parent, `process` in the child. Both must be started with
 * `serialization: 'advanced'`, or dates, maps and binary data would not arrive as sent.
 */
export type ProcessChannel = {
  readonly connected?: boolean;
  send?(message: unknown, sent: (error: Error | null) => void): boolean;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'disconnect', listener: () => void): unknown;
  off(event: 'message', listener: (message: unknown) => void): unknown;
  off(event: 'disconnect', listener: () => void): unknown;
};

export type ProcessPorts = {
  /** In the parent: a new port, which the child gets with `info`. */
  openPort(info: unknown): Port;
  /** In the child: hears of every port the parent opens, also of those opened before. */
  onPort(listener: (port: Port, info: unknown) => void): void;
  /** Ends every port and leaves the channel to its other users. */
  close(): void;
};

/** Frames of ours on a channel that others use too. */
const frameSchema = z.discriminatedUnion('frame', [
  z.object({ siagaPort: z.int(), frame: z.literal('open'), info: z.unknown().optional() }),
  z.object({ siagaPort: z.int(), frame: z.literal('message'), message: z.unknown().optional() }),
  z.object({ siagaPort: z.int(), frame: z.literal('close') }),
]);
type Frame = z.output<typeof frameSchema>;

/** Carries many ports over one IPC channel. A process that ends, or its channel, ends them all. */
export function childProcessPorts(channel: ProcessChannel, onFault: (fault: string) => void = ignoreFault): ProcessPorts {
  const carried = new Map<number, CarriedPort>();
  let lastId = 0;
  let portListener: ((port: Port, info: unknown) => void) | null = null;
  let earlyPorts: { readonly port: Port; readonly info: unknown }[] = [];

  function send(frame: Frame): void {
    if (channel.connected === false) return;
    // A process that is just ending tells so to this callback and by `disconnect`; the latter ends the ports.
    channel.send?.(frame, () => undefined);
  }

  function createPort(id: number): Port {
    const carrier = {
      send: (message: unknown) => send({ siagaPort: id, frame: 'message', message }),
      close() {
        carried.delete(id);
        send({ siagaPort: id, frame: 'close' });
      },
    };
    const made = carriedPort(carrier, onFault);
    carried.set(id, made);
    return made.port;
  }

  function endPort(id: number): void {
    const ended = carried.get(id);
    carried.delete(id);
    ended?.end();
  }

  function endAll(): void {
    for (const id of [...carried.keys()]) endPort(id);
  }

  function receive(raw: unknown): void {
    if (typeof raw !== 'object' || raw === null || !Object.hasOwn(raw, 'siagaPort')) return;
    const parsed = frameSchema.safeParse(raw);
    if (!parsed.success) return onFault('a frame that could not be read');
    const frame = parsed.data;
    switch (frame.frame) {
      case 'open': {
        const opened = { port: createPort(frame.siagaPort), info: frame.info };
        if (portListener) portListener(opened.port, opened.info);
        else earlyPorts.push(opened);
        return;
      }
      case 'message':
        return carried.get(frame.siagaPort)?.receive(frame.message);
      case 'close':
        return endPort(frame.siagaPort);
    }
  }

  channel.on('message', receive);
  channel.on('disconnect', endAll);

  return {
    openPort(info) {
      const id = ++lastId;
      const port = createPort(id);
      if (channel.connected === false) endPort(id);
      else send({ siagaPort: id, frame: 'open', info });
      return port;
    },
    onPort(listener) {
      portListener = listener;
      const early = earlyPorts;
      earlyPorts = [];
      for (const { port, info } of early) listener(port, info);
    },
    close() {
      channel.off('message', receive);
      channel.off('disconnect', endAll);
      for (const { port } of [...carried.values()]) port.close();
    },
  };
}
