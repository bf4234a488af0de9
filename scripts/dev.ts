import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from './root.ts'
import { electronRuntime, runtimeEnvironment, sandboxFlags } from './runtime.ts'
import { ensureSystem, needs } from './system.ts'

// The app with hot reload: the window's code is replaced in place, a change in main/ restarts the app.
// What follows `--` on the command line is handed to the app.

ensureSystem(needs.window)
const runtime = await electronRuntime()

const bin = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
const noSandbox = sandboxFlags().length > 0 ? ['--noSandbox'] : []
const appArguments = process.argv.slice(2)
const child = spawn(process.execPath, [bin, 'dev', '--watch', ...noSandbox, '--', ...appArguments], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, ...runtimeEnvironment(runtime) },
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
child.on('exit', (code) => process.exit(code ?? 1))
