import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import { breath } from '#tests/fixtures/breath.ts';
import type { Port } from '../port.ts';
import { carriedPort, ignoreFault } from './carried-port.ts';
import { childProcessPorts } from './child-process-port.ts';
import { electronMessagePortPort } from './electron-message-port-port.ts';
import { messagePortPort } from './message-port-port.ts';
import { pumpedPair } from './pumped-pair.ts';
import { webSocketPort } from './web-socket-port.ts';

function heardBy(port: Port): unknown[] {
  const heard: unknown[] = [];
  port.onMessage((message) => heard.push(message));
  return heard;
}

function endsOf(port: Port): { count: number } {
  const ends = { count: 0 };
  port.onClose(() => (ends.count += 1));
  return ends;
}

describe('every port', () => {
  test('keeps what comes before the first listener, and gives the rest to the newest', () => {
    const { port, receive } = carriedPort({ send: () => undefined, close: () => undefined }, ignoreFault);
    receive(1);
    receive(2);
    const first = heardBy(port);
    receive(3);
    const second = heardBy(port);
    receive(4);
    expect([first, second]).toEqual([[1, 2, 3], [4]]);
  });

  test('tells of its end once, also to who asks later, and is silent afterwards', () => {
    const sent: unknown[] = [];
    const { port, receive, end } = carriedPort({ send: (message) => sent.push(message), close: () => undefined }, ignoreFault);
    const heard = heardBy(port);
    const early = endsOf(port);
    port.close();
    end();
    port.close();
    const late = endsOf(port);
    receive(1);
    port.post(2);
    expect([early.count, late.count, heard, sent]).toEqual([1, 1, [], []]);
  });

  test('reports what it cannot send instead of throwing', () => {
    const faults: string[] = [];
    const cannotSend = (): never => {
      throw new Error('not cloneable');
    };
    const { port } = carriedPort({ send: cannotSend, close: () => undefined }, (fault) => faults.push(fault));
    port.post(() => 1);
    expect(faults).toEqual(['a message could not be sent: Error: not cloneable']);
  });
});

describe('a page port', () => {
  test('carries both ways, in order, also what was sent before anybody listened, and its end', async () => {
    const { port1, port2 } = new MessageChannel();
    const faults: string[] = [];
    const near = messagePortPort(port1, (fault) => faults.push(fault));
    const far = messagePortPort(port2);
    near.post({ number: 1 });
    near.post({ number: 2 });
    await breath();
    const heardFar = heardBy(far);
    const heardNear = heardBy(near);
    far.post({ number: 3 });
    near.post(() => 'a function');
    await expect.poll(() => [heardFar, heardNear]).toEqual([[{ number: 1 }, { number: 2 }], [{ number: 3 }]]);
    expect(faults).toHaveLength(1);
    const ends = endsOf(far);
    near.close();
    await expect.poll(() => ends.count).toBe(1);
  });
});

describe('a port of Electron', () => {
  test('hands on the data of its events and starts with the first listener', () => {
    const calls: unknown[] = [];
    const emitter = Object.assign(new EventEmitter(), {
      postMessage: (message: unknown) => calls.push(message),
      start: () => calls.push('start'),
      close: () => calls.push('close'),
    });
    const port = electronMessagePortPort(emitter);
    const heard = heardBy(port);
    emitter.emit('message', { data: { number: 1 }, ports: [] });
    port.post({ number: 2 });
    const ends = endsOf(port);
    emitter.emit('close');
    expect([heard, calls, ends.count]).toEqual([[{ number: 1 }], ['start', { number: 2 }], 1]);
  });
});

describe('a port over a WebSocket', () => {
  function fakeSocket() {
    const listeners = new Map<string, (event: { data: unknown }) => void>();
    const sent: string[] = [];
    const socket = {
      readyState: 1,
      bufferedAmount: 0,
      addEventListener: (type: string, listener: (event: { data: unknown }) => void) => void listeners.set(type, listener),
      send: (text: string) => void sent.push(text),
      close: () => undefined,
    };
    return { socket, sent, fire: (type: string, data?: unknown) => listeners.get(type)?.({ data }) };
  }

  test('skips and reports a frame that is no JSON text, and closes nothing for it', () => {
    const { socket, fire } = fakeSocket();
    const faults: string[] = [];
    const port = webSocketPort(socket, (fault) => faults.push(fault));
    const heard = heardBy(port);
    const ends = endsOf(port);
    fire('message', '{"number":1}');
    fire('message', '{"number":');
    fire('message', new Uint8Array(3));
    fire('error');
    fire('message', '2');
    expect([heard, faults.length, ends.count]).toEqual([[{ number: 1 }, 2], 3, 0]);
    fire('close');
    expect(ends.count).toBe(1);
  });

  test('sends only while the socket is open, and has ended when it was closed before', () => {
    const { socket, sent } = fakeSocket();
    const port = webSocketPort(socket);
    port.post({ number: 1 });
    socket.readyState = 2;
    port.post({ number: 2 });
    expect(sent).toEqual(['{"number":1}']);
    expect(endsOf(webSocketPort(socket)).count).toBe(1);
  });

  test('cuts off an end that reads nothing while answers pile up', () => {
    const { socket, sent } = fakeSocket();
    const faults: string[] = [];
    const port = webSocketPort(socket, (fault) => faults.push(fault));
    const ends = endsOf(port);
    socket.bufferedAmount = 64 * 1_048_576 + 1;
    port.post(1);
    port.post(2);
    expect([sent, faults, ends.count]).toEqual([['1'], ['the other end reads nothing and was cut off'], 1]);
  });
});

describe('ports over the channel of a process', () => {
  /** Both ends of a channel that delivers at once, as clones. */
  function channel() {
    const ends = [new EventEmitter(), new EventEmitter()] as const;
    const connected = { value: true };
    const endOf = (own: EventEmitter, other: EventEmitter) =>
      Object.defineProperty(
        Object.assign(own, { send: (message: unknown) => other.emit('message', structuredClone(message)) }),
        'connected',
        { get: () => connected.value },
      );
    const disconnect = (): void => {
      connected.value = false;
      for (const end of ends) end.emit('disconnect');
    };
    return { parent: endOf(ends[0], ends[1]), child: endOf(ends[1], ends[0]), disconnect };
  }

  test('are many, each with its information and its own messages, also those opened before anybody asked', () => {
    const { parent, child } = channel();
    const parentPorts = childProcessPorts(parent);
    const childPorts = childProcessPorts(child);
    const near = [parentPorts.openPort({ seat: 'one' }), parentPorts.openPort({ seat: 'two' })];
    near[1]?.post('early');
    const far: { port: Port; info: unknown; heard: unknown[] }[] = [];
    childPorts.onPort((port, info) => far.push({ port, info, heard: heardBy(port) }));
    near.push(parentPorts.openPort({ seat: 'three' }));
    near[0]?.post('to one');
    const heard = near.map(heardBy);
    far[1]?.port.post('from two');
    expect(far.map((each) => [each.info, each.heard])).toEqual([
      [{ seat: 'one' }, ['to one']],
      [{ seat: 'two' }, ['early']],
      [{ seat: 'three' }, []],
    ]);
    expect(heard).toEqual([[], ['from two'], []]);
  });

  test('leave other messages on the channel alone, and skip frames they cannot read', () => {
    const { parent, child } = channel();
    const faults: string[] = [];
    const opened: unknown[] = [];
    childProcessPorts(child, (fault) => faults.push(fault)).onPort((_port, info) => opened.push(info));
    for (const message of [{ kind: 'stop' }, null, 'x', { siagaPort: 'x' }, { siagaPort: 9, frame: 'message', message: 1 }, { siagaPort: 9, frame: 'close' }]) {
      parent.send(message);
    }
    expect([faults.length, opened]).toEqual([1, []]);
  });

  test('end one by one, and all of them with the channel', () => {
    const { parent, child, disconnect } = channel();
    const parentPorts = childProcessPorts(parent);
    const far: { count: number }[] = [];
    childProcessPorts(child).onPort((port) => far.push(endsOf(port)));
    const near = [parentPorts.openPort(1), parentPorts.openPort(2)].map((port) => ({ port, ends: endsOf(port) }));
    near[0]?.port.close();
    expect([near.map(({ ends }) => ends.count), far.map((ends) => ends.count)]).toEqual([[1, 0], [1, 0]]);
    disconnect();
    expect([near.map(({ ends }) => ends.count), far.map((ends) => ends.count)]).toEqual([[1, 1], [1, 1]]);
    expect(endsOf(parentPorts.openPort(3)).count).toBe(1);
  });

  test('leave no listener on the channel when they are closed', () => {
    const { parent, child } = channel();
    const parentPorts = childProcessPorts(parent);
    const childPorts = childProcessPorts(child);
    const ends = endsOf(parentPorts.openPort(1));
    childPorts.onPort(() => undefined);
    childPorts.close();
    parentPorts.close();
    expect(ends.count).toBe(1);
    expect([parent, child].map((end) => end.listenerCount('message') + end.listenerCount('disconnect'))).toEqual([0, 0]);
  });
});

describe('a pumped pair', () => {
  test('delivers when told, as text would, and loses what is on the way when cut', () => {
    const { client, station, pump, pumpAll, cut } = pumpedPair();
    const heard = heardBy(station);
    const ends = [endsOf(client), endsOf(station)];
    client.post({ number: 1, nothing: undefined });
    client.post({ number: 2 });
    expect(heard).toEqual([]);
    expect([pump('station'), pump('client')]).toEqual([true, false]);
    expect(heard).toEqual([{ number: 1 }]);
    client.post({ number: 3 });
    expect(pumpAll()).toBe(2);
    client.post({ number: 4 });
    cut();
    expect(pumpAll()).toBe(0);
    expect(ends.map((end) => end.count)).toEqual([1, 1]);
  });
});
