import { powerMonitor, powerSaveBlocker, type BrowserWindow } from 'electron';
import type { ShellLog } from './shell-log.ts';

/**
 * Keeps a ringing call in sight: the display neither sleeps nor locks by itself while the console runs, and while a caller waits its window
 * stands above every other, without taking the keyboard from what somebody types elsewhere. Over a lock screen no program may draw; there
 * the ring goes on, and the window is in front when it is unlocked.
 */
export function createCallAttention(window: BrowserWindow, log: ShellLog): { ringing(isOn: boolean): void } {
  let isRinging = false;
  const awake = powerSaveBlocker.start('prevent-display-sleep');
  const bringUp = (): void => {
    if (!isRinging || window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.showInactive();
    window.setAlwaysOnTop(true, 'screen-saver');
    window.moveTop();
    window.flashFrame(true);
  };
  const unlocked = (): void => {
    log.info('the screen was unlocked', { isRinging });
    bringUp();
  };
  const locked = (): void => log.info('the screen was locked', { isRinging });
  powerMonitor.on('lock-screen', locked);
  powerMonitor.on('unlock-screen', unlocked);
  powerMonitor.on('resume', bringUp);
  window.on('closed', () => {
    powerSaveBlocker.stop(awake);
    powerMonitor.off('lock-screen', locked);
    powerMonitor.off('unlock-screen', unlocked);
    powerMonitor.off('resume', bringUp);
  });
  return {
    ringing(isOn) {
      if (isOn === isRinging) return;
      isRinging = isOn;
      if (isOn) return bringUp();
      if (window.isDestroyed()) return;
      window.setAlwaysOnTop(false);
      window.flashFrame(false);
    },
  };
}
