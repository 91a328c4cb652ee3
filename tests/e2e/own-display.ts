import { startVirtualDisplay } from '#build/test/virtual-display.mjs';

let started: Promise<void> | undefined;

/** In a worker of Playwright: scenes of two run at the same time, and their windows would take each other's focus. It ends with this process. */
export async function onOwnDisplay(): Promise<void> {
  if (process.env['TEST_WORKER_INDEX'] === undefined) return;
  started ??= startVirtualDisplay().then(({ environment }) => void Object.assign(process.env, environment));
  await started;
}
