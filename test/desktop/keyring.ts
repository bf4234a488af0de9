import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect } from '@playwright/test'

// The keyring of the tests' desktop: gnome-keyring on the session bus, with a folder of its own for each test.

const SECRETS = 'org.freedesktop.secrets'
const PASSWORD = 'correct horse'

export type Keyring = {
  /** A keyring that was opened with its password, as at login. */
  unlocked(): Promise<void>
  /** The same keyring before its password was given; a new one where there was none. */
  locked(): Promise<void>
  /** No keyring on this desktop. */
  none(): Promise<void>
  close(): Promise<void>
}

export function aKeyring(): Keyring {
  const folder = mkdtempSync(join(tmpdir(), 'tillbridge-keyring-'))
  let daemon: ChildProcess | null = null
  doNotStartOnDemand()

  async function none(): Promise<void> {
    if (daemon === null) return
    const ended = once(daemon, 'exit')
    daemon.kill()
    await ended
    daemon = null
  }

  async function start(...how: string[]): Promise<void> {
    await none()
    daemon = spawn('gnome-keyring-daemon', ['--foreground', '--components=secrets', ...how], {
      env: { ...process.env, XDG_DATA_HOME: folder, XDG_RUNTIME_DIR: folder },
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    daemon.stdin?.end(PASSWORD)
    await promisify(execFile)('gdbus', ['wait', '--session', '--timeout', '10', SECRETS])
  }

  return {
    unlocked: () => start('--unlock'),
    locked: () => start(),
    none,
    async close() {
      await none()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The bus would start a keyring for whoever asks for one. */
function doNotStartOnDemand(): void {
  const services = join(process.env.XDG_DATA_HOME ?? '', 'dbus-1', 'services')
  mkdirSync(services, { recursive: true })
  writeFileSync(join(services, `${SECRETS}.service`), `[D-BUS Service]\nName=${SECRETS}\nExec=/bin/false\n`)
  const bus = ['--dest', 'org.freedesktop.DBus', '--object-path', '/']
  execFileSync('gdbus', ['call', '--session', ...bus, '--method', 'org.freedesktop.DBus.ReloadConfig'])
}

/** Waits until the keyring asks for its password. */
export const untilItAsks = () =>
  expect.poll(prompt, { message: 'the keyring asks for its password' }).not.toBeNull()

/** Types the password where the keyring asks. */
export async function givePassword(): Promise<void> {
  await expect(() => {
    if (!focusPrompt()) return
    xdotool('key', 'ctrl+a') // what an earlier attempt left there
    xdotool('type', PASSWORD)
    xdotool('key', 'Return')
    expect(prompt()).toBeNull()
  }).toPass()
}

/** Sends every question of the keyring away from now on: an app that is refused asks again. Returns the way to stop. */
export function refusePassword(): () => void {
  const timer = setInterval(() => {
    try {
      if (focusPrompt()) xdotool('key', 'Escape')
    } catch {
      // it went away meanwhile
    }
  }, 500)
  return () => clearInterval(timer)
}

function focusPrompt(): boolean {
  const window = prompt()
  if (window !== null) xdotool('windowfocus', '--sync', window)
  return window !== null
}

/** The window in which the keyring asks; null while there is none. */
function prompt(): string | null {
  try {
    return xdotool('search', '--onlyvisible', '--class', 'gcr-prompter').split('\n').at(-1) ?? null
  } catch {
    return null // xdotool's way to say that it found nothing
  }
}

const xdotool = (...words: string[]): string =>
  execFileSync('xdotool', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim()
