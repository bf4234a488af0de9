import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const here = (path: string) => resolve(import.meta.dirname, path)

export default defineConfig({
  // The app and the command line share the core, so they are built together and share its chunks. Only packages
  // under "dependencies" (native ones) stay outside the bundle.
  main: {
    build: {
      outDir: 'out',
      emptyOutDir: false, // the preload script and the window stand there too
      target: 'node20', // what servers have at least; Electron brings a newer one
      sourcemap: true,
      chunkSizeWarningLimit: 5000, // kilobytes, read from the local disk
      rolldownOptions: {
        checks: { eval: false }, // bottleneck's way of asking for Redis, which is never reached
        input: { 'main/app': here('main/app.ts'), 'cli/cli': here('main/cli.ts') },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  // A sandboxed preload script must be one CommonJS file.
  preload: {
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: here('main/desktop/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react()],
    build: {
      minify: true,
      chunkSizeWarningLimit: 5000,
      rolldownOptions: { input: { index: here('renderer/index.html') } },
    },
  },
})
