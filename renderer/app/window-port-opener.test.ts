import { describe, expect, test } from 'vitest';
import type { Port } from '#contract/port.ts';
import { createWindowPortOpener } from './window-port-opener.ts';

/** A page's window as far as the opener sees it; `asked` counts its requests for a port. */
function page() {
  const target = new EventTarget();
  const seen = { asked: 0 };
  const window = Object.assign(target, {
    location: { origin: 'app://siaga' },
    postMessage() {
      seen.asked += 1;
    },
  }) as unknown as Window;
  return {
    window,
    seen,
    receive(data: unknown, ports: readonly MessagePort[] = []) {
      const event = new Event('message');
      target.dispatchEvent(Object.assign(event, { data, ports, source: window }));
    },
  };
}

/** The shell hands over one end; the other is core's. */
function handOver(to: ReturnType<typeof page>): MessagePort {
  const { port1, port2 } = new MessageChannel();
  to.receive({ kind: 'siaga-port', core: 'up' }, [port1]);
  return port2;
}

function nextMessage(port: Port): Promise<unknown> {
  return new Promise((resolve) => port.onMessage(resolve));
}

describe('the port from the shell', () => {
  test('is asked for and carries messages', async () => {
    const shell = page();
    const opening = createWindowPortOpener(shell.window)();
    expect(shell.seen.asked).toBe(1);
    const core = handOver(shell);
    const port = await opening;
    core.postMessage('hello');
    expect(await nextMessage(port)).toBe('hello');
    port.close();
    core.close();
  });

  test('that comes unasked ends the one before and waits for the next question', async () => {
    const shell = page();
    const open = createWindowPortOpener(shell.window);
    const opening = open();
    const firstCore = handOver(shell);
    const first = await opening;
    let closed = false;
    first.onClose(() => {
      closed = true;
    });
    const secondCore = handOver(shell);
    expect(closed).toBe(true);
    const second = await open();
    expect(shell.seen.asked).toBe(1);
    secondCore.postMessage('again');
    expect(await nextMessage(second)).toBe('again');
    second.close();
    firstCore.close();
    secondCore.close();
  });

  test('is refused with the sentence of the shell while core is away', async () => {
    const shell = page();
    const opening = createWindowPortOpener(shell.window)();
    shell.receive({ kind: 'siaga-core', state: 'restarting', sentence: 'Core starts again in 2 s.', attempt: 1 });
    await expect(opening).rejects.toThrow('Core starts again in 2 s.');
  });

  test('is not taken from messages of others', async () => {
    const shell = page();
    const opening = createWindowPortOpener(shell.window)();
    shell.receive({ kind: 'advert' });
    shell.receive(null);
    const core = handOver(shell);
    (await opening).close();
    core.close();
  });
});
