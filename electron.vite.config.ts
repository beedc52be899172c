import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      rollupOptions: {
        input: {
          index: 'main/index.ts',
          'practice-process': 'main/practice/practice-process.ts',
          'list-worker': 'main/compliance/national-list/list-worker.ts',
          'backup-worker': 'main/backup/backup-worker.ts',
          'flush-worker': 'main/archive/flush-worker.ts',
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      // A sandboxed preload is one CommonJS file that requires nothing but electron.
      rollupOptions: {
        input: { desk: 'main/shell/preload-desk.ts', sound: 'main/shell/preload-sound.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    base: '/',
    plugins: [react()],
    build: {
      outDir: 'out/renderer',
      // The desk never inlines: its Content-Security-Policy has no room for data: scripts or styles.
      assetsInlineLimit: 0,
      minify: true,
      rollupOptions: { input: { desk: 'renderer/desk/index.html', sound: 'renderer/sound/index.html' } },
    },
  },
})
