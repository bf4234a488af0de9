import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildApp } from './build.ts'
import { programs, runProgram } from './program.ts'
import { root } from './root.ts'
import { electronRuntime, type Runtime } from './runtime.ts'
import { ensureSystem, needs } from './system.ts'

/** Where the packaged app stands on Linux, ready to be started. */
export const packagedFolder = join(root, 'dist', 'linux-unpacked')

/** Packages the built app into a folder that runs by itself, around the Electron of this checkout. */
export function packageFolder(runtime: Runtime): void {
  buildApp()
  const electron = [`-c.electronDist=${withoutDefaultApp(runtime)}`, `-c.electronVersion=${runtime.version}`]
  electronBuilder(['--linux', 'dir', ...electron])
}

/** The runtime's files without the app that starts other apps; the packager trips over the fallback's. */
function withoutDefaultApp(runtime: Runtime): string {
  const copy = join(root, 'dist', 'electron')
  rmSync(copy, { recursive: true, force: true })
  mkdirSync(join(root, 'dist'), { recursive: true })
  execFileSync('cp', ['--archive', '--link', '--dereference', runtime.folder, copy])
  rmSync(join(copy, 'resources', 'default_app.asar'), { recursive: true })
  return copy
}

/**
 * The installers that can be made around the fallback Electron: those whose tools are Debian's own. They are for
 * trying out; what ships is built by the release workflow around the current Electron.
 */
function packageFallback(runtime: Runtime): void {
  packageFolder(runtime)
  electronBuilder(['--linux', 'deb', 'tar.gz', '--prepackaged', packagedFolder, '-c.compression=store'])
}

function electronBuilder(args: readonly string[]): void {
  const env = {
    ...process.env,
    CUSTOM_FPM_PATH: join(root, 'scripts', 'fpm.ts'),
    ELECTRON_BUILDER_7ZIP_PATH: '/usr/bin/7za',
  }
  const code = runProgram(programs.electronBuilder, [...args, '--publish', 'never'], env)
  if (code !== 0) throw new Error('The app could not be packaged, see above')
}

if (import.meta.main) {
  ensureSystem(needs.window, needs.packaging)
  const runtime = await electronRuntime()
  packageFallback(runtime)
}
