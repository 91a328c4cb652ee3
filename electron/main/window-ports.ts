import { ipcMain, type MessagePortMain, type WebContents } from 'electron';
import type { CoreAway, PortHandedOver, WantPort, WindowMessage } from '#contract/window-port.ts';
import { appOrigin } from './app-file.ts';

const want: WantPort['kind'] = 'siaga-want-port';
const up: PortHandedOver = { kind: 'siaga-port', core: 'up' };

/**
 * The windows' side of the hand-over: answers pages that ask for a port, and tells those that have asked when core came or
 * went. The only place that talks to a preload.
 */
export function createWindowPorts(askCore: (seat: string, isFirst: boolean) => MessagePortMain | CoreAway): {
  add(contents: WebContents, seat: string): void;
  /** Every page that listens gets a fresh port, or hears why there is none. */
  refresh(): void;
} {
  const seats = new Map<WebContents, string>();
  const listening = new Set<WebContents>();

  const answer = (contents: WebContents, seat: string, isFirst: boolean): void => {
    if (contents.isDestroyed() || contents.isCrashed()) return;
    const answered = askCore(seat, isFirst);
    if ('kind' in answered) contents.postMessage('siaga-port', answered satisfies WindowMessage);
    else contents.postMessage('siaga-port', up, [answered]);
  };
  ipcMain.on(want, (event) => {
    const seat = seats.get(event.sender);
    const isOurPage = event.senderFrame === event.sender.mainFrame && event.senderFrame.url.startsWith(`${appOrigin}/`);
    if (seat === undefined || !isOurPage) return;
    const isFirst = !listening.has(event.sender);
    listening.add(event.sender);
    answer(event.sender, seat, isFirst);
  });

  return {
    add(contents, seat) {
      seats.set(contents, seat);
      const leave = (): void => void listening.delete(contents);
      contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
        if (isMainFrame && !isSameDocument) leave();
      });
      contents.on('render-process-gone', leave);
      contents.on('destroyed', () => {
        leave();
        seats.delete(contents);
      });
    },
    refresh() {
      for (const contents of listening) {
        const seat = seats.get(contents);
        if (seat !== undefined) answer(contents, seat, false);
      }
    },
  };
}
