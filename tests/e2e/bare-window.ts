import { expect, type ElectronApplication, type Page } from '@playwright/test';

type Message = { readonly kind: string } & Record<string, unknown>;

/** What the bare page keeps on its window. */
type BarePage = Window & { port?: MessagePort; handed: Message[]; heard: Message[] };

export type BareWindow = {
  /** What the shell told the page: ports handed over, core away. */
  handed(): Promise<Message[]>;
  /** What came over the newest port. */
  heard(): Promise<Message[]>;
  say(message: unknown): Promise<void>;
  /** Asks core over the newest port; the outcome. */
  ask(name: string, input: unknown): Promise<unknown>;
};

/**
 * The console's window with a page that has no script of its own (the fallback page), so that a test holds the port itself. Asks for a
 * port as contract/window-port.ts says and greets over every port that comes.
 */
export async function openBareWindow(app: ElectronApplication, page: Page): Promise<BareWindow> {
  // Asked of the window, not of the driver: the driver may attach in the middle of the first load and then never hears of its end.
  const loaded = () => app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.fromId(1)?.webContents;
    return contents?.getURL() !== '' && contents?.isLoading() === false;
  });
  await expect.poll(loaded).toBe(true);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.fromId(1)?.loadURL('app://siaga/resources/shell/fallback.html'));
  await page.waitForURL('**/fallback.html', { waitUntil: 'commit' });
  await page.evaluate(() => {
    const bare = window as unknown as BarePage;
    bare.handed = [];
    bare.heard = [];
    bare.addEventListener('message', ({ data, ports, source }: MessageEvent<Message>) => {
      if (source !== window || (data.kind !== 'siaga-port' && data.kind !== 'siaga-core')) return;
      bare.handed.push(data);
      const [port] = ports;
      if (port === undefined) return;
      bare.port = port;
      bare.heard = [];
      port.onmessage = (event: MessageEvent<Message>) => bare.heard.push(event.data);
      port.postMessage({ kind: 'hello', protocol: 1, name: 'bare window' });
    });
    bare.postMessage({ kind: 'siaga-want-port' }, location.origin);
  });
  const bareWindow: BareWindow = {
    handed: () => page.evaluate(() => (window as unknown as BarePage).handed),
    heard: () => page.evaluate(() => (window as unknown as BarePage).heard),
    say: (message) => page.evaluate((said) => (window as unknown as BarePage).port?.postMessage(said), message),
    async ask(name, input) {
      const requestId = `${name} ${performance.now()}`;
      let answer: Message | undefined;
      const askUntilAnswered = async (): Promise<boolean> => {
        answer = (await bareWindow.heard()).find((message) => message['requestId'] === requestId);
        // A newer port may have replaced the one that was asked over; the same request id asks the same question.
        if (!answer) await bareWindow.say({ kind: 'ask', requestId, name, input });
        return answer !== undefined;
      };
      await expect.poll(askUntilAnswered, { message: `an answer to ${name}` }).toBe(true);
      return answer?.['outcome'];
    },
  };
  return bareWindow;
}
