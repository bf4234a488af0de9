import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './root.ts'

// A small Linux desktop without a screen: X server, session bus, window manager, a panel with a tray, and a
// notification daemon, which the bus starts by itself. One command runs in it. This file is both sides:
// `inDesktop` starts it once more as the session's first process.

/**
 * Runs a command on a desktop of its own and gives its exit code. The command sees folders of its own for
 * settings and data, so that it meets neither the user's files nor those of an earlier run. What it prints goes to
 * standard output; the desktop's own chatter goes to the log file.
 */
export async function inDesktop(
  command: readonly string[],
  environment: NodeJS.ProcessEnv,
  logFile: string,
): Promise<number> {
  const home = mkdtempSync(join(tmpdir(), 'tillbridge-desktop-'))
  const folder = (name: string): string => {
    mkdirSync(join(home, name), { mode: 0o700 })
    return join(home, name)
  }
  const env = {
    ...environment,
    XDG_CONFIG_HOME: folder('config'),
    XDG_DATA_HOME: folder('data'),
    XDG_CACHE_HOME: folder('cache'),
    XDG_RUNTIME_DIR: folder('runtime'),
    XDG_CURRENT_DESKTOP: 'XFCE',
    XDG_SESSION_TYPE: 'x11',
    NO_AT_BRIDGE: '1', // no accessibility bus: nobody listens, and GTK would complain at each start
  }
  const screen = ['--auto-servernum', '--server-args=-screen 0 1280x800x24']
  const session = ['dbus-run-session', '--', process.execPath, join(root, 'scripts', 'desktop.ts')]
  const log = openSync(logFile, 'w')
  try {
    return await run(['xvfb-run', ...screen, ...session, ...command], env, log)
  } finally {
    closeSync(log)
    rmSync(home, { recursive: true, force: true })
  }
}

/** Runs the command between the start and the end of the session's programs. */
async function insideSession(command: readonly string[]): Promise<number> {
  const programs = ['openbox', 'xfce4-panel'].map((name) => spawn(name, { stdio: 'ignore' }))
  try {
    execFileSync('gdbus', ['wait', '--session', '--timeout', '30', 'org.kde.StatusNotifierWatcher'])
    return await run(command, process.env, process.stdout.fd)
  } finally {
    // Not asked but ended: a panel with an open menu does not listen.
    for (const program of programs) program.kill('SIGKILL')
  }
}

async function run(
  [command = '', ...args]: readonly string[],
  env: NodeJS.ProcessEnv,
  stderr: number,
): Promise<number> {
  const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'inherit', stderr] })
  const [code]: unknown[] = await once(child, 'exit')
  return typeof code === 'number' ? code : 1
}

if (import.meta.main) process.exitCode = await insideSession(process.argv.slice(2))
