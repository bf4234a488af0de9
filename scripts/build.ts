import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { programs, runProgram } from './program.ts'
import { root } from './root.ts'

const sources = ['main', 'renderer', 'shared', 'electron.vite.config.ts', 'package.json', 'package-lock.json']
const outputs = ['out/main/app.js', 'out/cli/cli.js', 'out/preload/preload.cjs', 'out/renderer/index.html']

/** Builds the app and the command line into `out/`, unless what is there is newer than every source. */
export function buildApp(): void {
  if (isUpToDate()) return
  console.log('Building …')
  rmSync(join(root, 'out'), { recursive: true, force: true })
  const code = runProgram(programs.electronVite, ['build', '--logLevel', 'warn'])
  if (code !== 0) throw new Error('The app could not be built, see above')
}

function isUpToDate(): boolean {
  const built = outputs.map((path) => join(root, path))
  if (!built.every(existsSync)) return false
  const oldest = Math.min(...built.map((path) => statSync(path).mtimeMs))
  return sources.every((path) => newestChange(join(root, path)) < oldest)
}

/** When a file, or anything in a folder (the folder itself included, so that removals count), last changed. */
function newestChange(path: string): number {
  const found = statSync(path)
  if (!found.isDirectory()) return found.mtimeMs
  return Math.max(found.mtimeMs, ...readdirSync(path).map((name) => newestChange(join(path, name))))
}

if (import.meta.main) buildApp()
