import { existsSync } from 'node:fs';

/** Where distributions and vendors put a Chromium; nothing is ever downloaded for the tests. */
const places = {
  linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
  darwin: ['/Applications/Chromium.app/Contents/MacOS/Chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/**
 * The Chromium of this machine. Throws with the remedy when there is none.
 * @returns {string}
 */
export function chromiumExecutable() {
  const found = Object.entries(places).find(([platform]) => platform === process.platform)?.[1].find((file) => existsSync(file));
  if (found === undefined) throw new Error('There is no Chromium here. On Debian: sudo apt-get install chromium');
  return found;
}

/**
 * Pages of Chromium's own, for its address line, which it opens beside each window and which take more of a processor than the console; and, as only the
 * last such list counts, what Playwright turns off.
 */
const withoutFeatures = [
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'],
  ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades', 'HttpsFirstBalancedModeAutoEnable', 'LensOverlay', 'MediaRouter'],
  ...['PaintHolding', 'ThirdPartyStoragePartitioning', 'AvoidCorsURLLoaderRestartOnRedirect', 'TcpPortRandomizationWin', 'OptimizationHints'],
  ...['NetworkTimeServiceQuerying', 'AimEnabled', 'PreconnectToSearch'],
];

/**
 * For tests: no sandbox where Chromium allows none (root), no network of its own, and everything drawn by the processor, as on a computer without
 * a graphics card: the page without any WebGL, the map by what stands in for it.
 * @returns {string[]}
 */
export function chromiumArguments() {
  const quiet = ['--no-first-run', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync', `--disable-features=${withoutFeatures.join(',')}`];
  const drawing = ['--disable-gpu', '--enable-unsafe-swiftshader'];
  return [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...quiet, ...drawing];
}

/**
 * For Chromium, and for Electron, which does not heed the first: a map that the processors draw takes more of them than everything else on the console;
 * without graphics it is a list. What is not about the map is tried so.
 */
export const withoutGraphics = ['--disable-3d-apis', '--disable-software-rasterizer'];
