import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '../../..')

/** Builds the window with the fake core in front of it, into a folder. */
export async function buildPage(outDir: string): Promise<void> {
  await build({
    configFile: false,
    root: resolve(root, 'renderer'),
    logLevel: 'warn',
    plugins: [
      react(),
      {
        name: 'fake-core-first',
        transformIndexHtml: {
          order: 'pre',
          handler: (html) => html.replace('./main.tsx', resolve(import.meta.dirname, 'window.tsx')),
        },
      },
    ],
    build: { outDir, emptyOutDir: true, minify: false },
  })
}
