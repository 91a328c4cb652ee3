import { homedir } from 'node:os';
import { join } from 'node:path';
import { app, session } from 'electron';
import { mapPacksFolder } from '#contract/console-files.ts';
import { consoleWindowName, mapWindowName } from '#contract/seat-windows.ts';
import { placeWindow } from '#domain/layout/place-window.ts';
import { registerAppScheme, serveAppScheme } from './app-scheme.ts';
import { openConsoleWindow } from './console-window.ts';
import { chooseCoreHome } from './core-home.ts';
import { createCallAttention } from './call-attention.ts';
import { careForGraphics } from './graphics-care.ts';
import { keepCore } from './keep-core.ts';
import { lockDown } from './lock-down.ts';
import { createMapWindow, toFront } from './map-window.ts';
import { readShellArguments, type ShellArguments } from './shell-arguments.ts';
import { createShellLog } from './shell-log.ts';
import { openShellMemory } from './shell-memory.ts';
import { createPhoneOpener } from './phone-window.ts';
import { careForWindow } from './window-care.ts';
import { createWindowPorts } from './window-ports.ts';
import { createTitle } from './window-title.ts';

const windowName = 'console-1';
const now = (): number => performance.now();

const given = readShellArguments(process.argv.slice(1), process.env, homedir());
// One shell per data folder: the lock of a single instance lies in `userData`.
app.setPath('userData', join(given.dataDir, 'shell'));
registerAppScheme();
if (app.requestSingleInstanceLock()) run(given);
else app.quit();

function run(shell: ShellArguments): void {
  const log = createShellLog(join(shell.dataDir, 'shell', 'shell.log'));
  // Electron would put a dialog over the console.
  process.on('uncaughtException', (error) => log.defect('an error nobody expected', error));
  process.on('unhandledRejection', (error) => log.defect('a rejection nobody expected', error));
  const memory = openShellMemory(log);
  const title = createTitle(shell.isExercise);
  const mapTitle = createTitle(shell.isExercise, 'Peta');
  const changeTitles = (facts: Parameters<typeof title.change>[0]): void => {
    title.change(facts);
    mapTitle.change(facts);
  };
  const hasSoftwareGraphics = careForGraphics({
    memory,
    log,
    wantsHardware: shell.wantsHardwareGraphics,
    now,
    onGivenUp: () => changeTitles({ hasSoftwareGraphics: true }),
  });
  changeTitles({ hasSoftwareGraphics });

  void app.whenReady().then(() => {
    const appFolder = app.getAppPath();
    const { kind, home } = chooseCoreHome(shell, appFolder, app.isPackaged);
    log.info('the shell starts', { electron: process.versions.electron, coreHome: kind, dataDir: shell.dataDir });
    const folders = { pages: join(appFolder, 'dist', 'renderer'), resources: join(appFolder, 'resources'), mapPacks: join(shell.dataDir, mapPacksFolder) };
    const ports = createWindowPorts((seat, isFirst) => core.askFor(seat, isFirst));
    const core = keepCore({
      home,
      log,
      now,
      onReady({ site, station, exercise, phone }) {
        changeTitles({ station: { site, name: station }, isExercise: exercise });
        openPhone(phone);
      },
      onRinging: (isOn) => attention.ringing(isOn),
      onChange: ports.refresh,
    });
    const openPhone = createPhoneOpener({ folders, ports, log });
    stopWithApp(core);

    lockDown(session.defaultSession, log, {
      reload: (by) => (by === window.webContents ? care.reload() : map.reload(by)),
      window(by, name) {
        if (by === window.webContents && name === mapWindowName) map.open();
        else if (name === consoleWindowName) toFront(window);
      },
    });
    serveAppScheme(session.defaultSession, folders);
    const { window, address } = openConsoleWindow({ name: windowName, title: title.text(), memory, hasSoftwareGraphics, place: placeWindow, fillsFirst: true });
    const attention = createCallAttention(window, log);
    title.showOn((text) => {
      if (!window.isDestroyed()) window.setTitle(text);
    });
    ports.add(window.webContents, windowName);
    // The phone's window is nobody's: with the console the program ends.
    window.on('closed', () => app.quit());
    const care = careForWindow({ window, address, log, now, onHang: (hangsSinceMs) => title.change({ hangsSinceMs }) });
    const map = createMapWindow({ console: window, consoleName: windowName, title: mapTitle, memory, hasSoftwareGraphics, ports, log, now });
    map.openAgain();
    app.on('second-instance', () => toFront(window));
  });
}

/** The program ends when core has: its last acts reach the disk, and nothing is left behind. */
function stopWithApp(core: { stop(): Promise<void> }): void {
  let isStopped = false;
  app.on('will-quit', (event) => {
    if (isStopped) return;
    event.preventDefault();
    void core.stop().then(() => {
      isStopped = true;
      // Not within the event: a quit that is being called off swallows the next one.
      setImmediate(() => app.quit());
    });
  });
}
