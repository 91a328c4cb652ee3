import { launchElectron } from './launch-electron.ts';
for (let i = 0; i < 100; i += 1) {
  const c = await launchElectron();
  console.log(i);
  await c.close().catch((e) => console.log('close', String(e).slice(0, 200)));
}
