import { WebContentsView, type BrowserWindow } from 'electron';
import { noticeOrigin } from './app-file.ts';
import { clockText } from './clock-text.ts';

const heightPx = 48;

/** A strip over the top of a window that does not answer: since when, and a link that loads it again. */
export function openHangNotice(window: BrowserWindow, sinceMs: number): { close(): void } {
  const view = new WebContentsView({ webPreferences: { sandbox: true, devTools: false } });
  const fit = (): void => view.setBounds({ x: 0, y: 0, width: window.getContentBounds().width, height: heightPx });
  const since = JSON.stringify(clockText(sinceMs));
  view.webContents.once('did-finish-load', () => {
    void view.webContents.executeJavaScript(`document.querySelector('time').textContent = ${since}; 0`);
  });
  void view.webContents.loadURL(`${noticeOrigin}/resources/shell/hang.html`);
  fit();
  window.contentView.addChildView(view);
  window.on('resize', fit);
  return {
    close() {
      if (!window.isDestroyed()) {
        window.off('resize', fit);
        window.contentView.removeChildView(view);
      }
      view.webContents.close();
    },
  };
}
