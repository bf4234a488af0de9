import { spawn } from 'node:child_process'
import { programs } from './program.ts'
import { root } from './root.ts'
import { electronRuntime, runtimeEnvironment } from './runtime.ts'
import { ensureSystem, needs } from './system.ts'

// The app with hot reload: the window's code is replaced in place, a change in main/ restarts the app.
// What follows `--` on the command line is handed to the app.

ensureSystem(needs.window)
const runtime = await electronRuntime()

const appArguments = process.argv.slice(2)
const child = spawn(process.execPath, [programs.electronVite, 'dev', '--watch', '--', ...appArguments], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, ...runtimeEnvironment(runtime) },
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
child.on('exit', (code) => process.exit(code ?? 1))
