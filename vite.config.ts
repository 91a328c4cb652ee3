import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: 'renderer',
  // The same files are served as app://siaga/ and over HTTP under any path.
  base: './',
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: '../dist/renderer',
    // The fallback Electron 33 carries Chromium 130.
    target: 'chrome130',
    // The content security policy allows neither data: addresses nor inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: true,
    // The console, and the page of the hidden window that hosts the phone.
    rolldownOptions: { input: ['renderer/index.html', 'renderer/phone.html'] },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 4096,
  },
});
